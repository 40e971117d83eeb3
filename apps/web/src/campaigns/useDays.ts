import { useI18n } from 'vue-i18n';
import { dayWords, rangeWords } from '@fingerpost/messages/days';

/** Calendar days in the reader's words. */
export function useDays() {
  const { t, locale } = useI18n();
  const language = () => (locale.value === 'cy' ? 'cy' : 'en-GB');
  const day = (date: string) => dayWords(date, language());
  const range = (start: string, end: string) => {
    const { from, to } = rangeWords(start, end, language());
    return to === null ? from : t('campaigns.until', { start: from, end: to });
  };
  return { day, range };
}
