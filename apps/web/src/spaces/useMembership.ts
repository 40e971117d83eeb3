import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { problemKey } from '../api/problem-words';
import { useViewer } from '../api/viewer';
import { toast } from '../ui/toasts';
import { joinSpace, leaveSpace } from './spaces.api';

interface Named {
  slug: string;
  name: string;
}

/** Joining, asking to and leaving. Afterwards everything is read anew, since other things may be done and seen. */
export function useMembership() {
  const { t } = useI18n();
  const viewer = useViewer();
  const busy = ref(false);

  async function doing(verb: () => Promise<string>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      const said = await verb();
      await viewer.changed();
      toast(said);
      return true;
    } catch (error) {
      toast(t(problemKey(error)), { look: 'bad' });
      return false;
    } finally {
      busy.value = false;
    }
  }

  return {
    busy,
    join: ({ slug, name }: Named) =>
      doing(async () => {
        const { state } = await joinSpace(slug);
        return t(state === 'asked' ? 'spaces.asked' : 'spaces.joined', { name });
      }),
    leave: ({ slug, name }: Named, wasMember: boolean) =>
      doing(async () => {
        await leaveSpace(slug);
        return t(wasMember ? 'spaces.left' : 'spaces.withdrawn', { name });
      }),
  };
}
