import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useQueryClient } from '@tanstack/vue-query';
import type { Partnership } from '@fingerpost/contracts/partnerships';
import { isProblem } from '../../api/problem';
import { problemKey } from '../../api/problem-words';
import { toast } from '../../ui/toasts';
import { partnershipKeys } from '../partnerships.queries';

/** One act on a record at a time: what it answers is what the page shows, also when somebody was faster. */
export function useRecord() {
  const { t } = useI18n();
  const client = useQueryClient();
  const busy = shallowRef<string | null>(null);

  async function act(name: string, send: () => Promise<Partnership>, said: string): Promise<boolean> {
    if (busy.value) return false;
    busy.value = name;
    try {
      keep(await send());
      toast(said);
      return true;
    } catch (error) {
      if (isProblem(error) && error.status === 409 && error.current) {
        keep(error.current as Partnership);
        toast(t('partnerships.steward.changedMeanwhile'), { look: 'bad' });
      } else toast(t(problemKey(error)), { look: 'bad' });
      return false;
    } finally {
      busy.value = null;
    }
  }

  function keep(partnership: Partnership) {
    client.setQueryData(partnershipKeys.detail(partnership.slug), partnership);
    void client.invalidateQueries({ queryKey: ['partnerships', 'list'] });
    void client.invalidateQueries({ queryKey: ['partnerships', 'map'] });
    for (const queryKey of [
      partnershipKeys.history(partnership.slug),
      partnershipKeys.claims,
      partnershipKeys.hidden,
    ])
      void client.invalidateQueries({ queryKey });
  }

  return { act, busy, keep };
}
