import { useI18n } from 'vue-i18n';
import type { Message } from '@fingerpost/contracts/people';

/** "Message from Trust librarian". */
export function useMessageTitle() {
  const { t } = useI18n();
  return ({ mine, from, to }: Message): string =>
    t(mine ? 'people.message.titleTo' : 'people.message.titleFrom', {
      name: (mine ? to : from)?.name ?? t('common.person.former'),
    });
}
