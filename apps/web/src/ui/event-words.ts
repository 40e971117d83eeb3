import { useI18n } from 'vue-i18n';
import type { EventSummary } from '@fingerpost/contracts/events';
import {
  cityOf,
  elsewhere,
  ordinalKey,
  whenWords,
  whereWords,
  type RowState,
} from '@fingerpost/messages/events';

const LANGUAGE = 'en-GB';
const readersZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What is said of an event's time and place, as the server says it. */
export function useEventWords() {
  const { t } = useI18n();
  const when = (times: { start: string; end: string }) => {
    const { key, values } = whenWords(times, LANGUAGE);
    return t(key, values);
  };
  const ordinal = (place: number) => t(ordinalKey(place), { place });
  return {
    ordinal,
    /** "Thu 4 Feb 2027, 10:00 to 12:00", and whose time that is where it is not the reader's. */
    when: (event: EventSummary) =>
      elsewhere(event, readersZone())
        ? t('events.when.there', { when: when(event), city: cityOf(event.zone) })
        : when(event),
    /** The same by the reader's own clock, where it shows something else. */
    here: (event: EventSummary) => {
      const here = elsewhere(event, readersZone());
      return here && t('events.when.there', { when: when(here), city: cityOf(readersZone()) });
    },
    where: (event: EventSummary) => {
      const { key, place } = whereWords(event);
      return key === null ? place : t(key, { place });
    },
    state: ({ key, count, place }: RowState) => {
      if (count !== undefined) return t(key, count);
      return place === undefined ? t(key) : t(key, { place: ordinal(place) });
    },
  };
}
