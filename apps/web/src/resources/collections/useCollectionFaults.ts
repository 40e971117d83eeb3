import { useI18n } from 'vue-i18n';
import { COLLECTION_TEXT_MAX } from '@fingerpost/contracts/limits';
import { useGiveFaults } from '../faults';

/** What the browser can tell of a collection's words by itself. */
export function useCollectionFaults() {
  const { t } = useI18n();
  const { title } = useGiveFaults();
  return (words: { title: string; summary: string }) => ({
    title: title(words.title),
    summary:
      words.summary.length > COLLECTION_TEXT_MAX &&
      t('resources.collections.form.summaryLong', {
        max: COLLECTION_TEXT_MAX,
        count: words.summary.length,
      }),
  });
}
