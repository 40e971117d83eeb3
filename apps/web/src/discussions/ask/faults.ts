import { useI18n } from 'vue-i18n';
import { TITLE_MAX, TITLE_MIN } from '@fingerpost/contracts/limits';

/** What the browser can tell of a title by itself. */
export function useTitleFault() {
  const { t } = useI18n();
  return (title: string): string | null => {
    const length = title.trim().length;
    if (length < TITLE_MIN) return t('discussions.ask.titleMissing');
    return length > TITLE_MAX ? t('discussions.ask.titleLong', { max: TITLE_MAX, count: length }) : null;
  };
}
