import { useI18n } from 'vue-i18n';
import { BODY_MAX } from '@fingerpost/contracts/limits';
import { eventFaults, type EventWords } from './event-form';

/** What the browser can tell of the form by itself, in words. */
export function useEventFaults() {
  const { t, n } = useI18n();
  return (words: EventWords, draft: boolean): Record<string, string | false> =>
    Object.fromEntries(
      Object.entries(eventFaults(words, draft)).map(([path, fault]) => [
        path,
        fault && t(`events.faults.${fault}`, { max: n(BODY_MAX) }),
      ]),
    );
}
