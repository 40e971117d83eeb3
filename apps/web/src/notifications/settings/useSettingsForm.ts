import { reactive } from 'vue';
import { useI18n } from 'vue-i18n';
import { useQueryClient } from '@tanstack/vue-query';
import type { NotificationSettings } from '@fingerpost/contracts/notifications';
import { isProblem } from '../../api/problem';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/use-form';
import { draftOf } from './choice';
import { changeSettings, fetchSettings } from './settings.api';
import { settingsKeys } from './settings.queries';

/** The whole of what reaches a member, changed at once. */
export function useSettingsForm(settings: NotificationSettings) {
  const { t } = useI18n();
  const client = useQueryClient();
  const draft = reactive(draftOf(settings));

  const form = useForm<NotificationSettings>({
    name: 'notifications',
    fields: [
      'personal',
      'digest.days',
      'digest.weekday',
      'digest.hour',
      'timeZone',
      'quiet.from',
      'quiet.to',
    ],
    // Changed in another tab meanwhile: what is on this page now is what its reader wants.
    send: () =>
      changeSettings({ ...draft }).catch((error: unknown) => {
        const current = isProblem(error) && error.status === 409 ? error.current : null;
        if (!current) throw error;
        return changeSettings({ ...draft, version: (current as NotificationSettings).version });
      }),
    done: (saved) => {
      Object.assign(draft, draftOf(saved));
      client.setQueryData(settingsKeys.settings, saved);
      toast(t('common.saved'));
    },
  });

  /** The server switched push on or off with the subscription; what else is chosen here stays. */
  async function pushSwitched() {
    const present = await fetchSettings();
    draft.version = present.version;
    client.setQueryData(settingsKeys.settings, present);
  }
  return { draft, form, pushSwitched };
}
