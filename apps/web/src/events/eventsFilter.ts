import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { AccessFact, EventFormat, EventKind } from '@fingerpost/contracts/events';
import type { ListPlace } from '../api/list-place';
import type { EventsFilter } from './events.api';

const KINDS: Record<EventKind, true> = {
  study_day: true,
  training: true,
  meeting: true,
  wellbeing: true,
  display: true,
};
export const KIND_NAMES = Object.keys(KINDS) as EventKind[];
const FORMATS: Record<EventFormat, true> = { in_person: true, online: true, both: true };
export const FORMAT_NAMES = Object.keys(FORMATS) as EventFormat[];
const FACTS: Record<AccessFact, true> = {
  step_free: true,
  hearing_loop: true,
  quiet_room: true,
  captions: true,
};
export const FACT_NAMES = Object.keys(FACTS) as AccessFact[];

const text = (value: LocationQuery[string] | undefined) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
const matching = (value: string | undefined, pattern: RegExp) =>
  value !== undefined && pattern.test(value) ? value : undefined;
const VIEWS = ['past', 'month', 'mine'] as const;

/** What the address of the events asks for; what it says oddly is left out. */
export function eventsFilterOf(query: LocationQuery): EventsFilter {
  const view = VIEWS.find((name) => name === query.view) ?? 'upcoming';
  const day = (value: LocationQuery[string] | undefined) =>
    view === 'upcoming' ? matching(text(value), /^20\d\d-\d\d-\d\d$/) : undefined;
  const [from, to] = [day(query.from), day(query.to)];
  return {
    view,
    month: view === 'month' ? matching(text(query.month), /^20\d\d-(0[1-9]|1[0-2])$/) : undefined,
    from,
    to: to !== undefined && from !== undefined && to < from ? undefined : to,
    kind: KIND_NAMES.find((name) => name === query.kind),
    format: FORMAT_NAMES.find((name) => name === query.format),
    space: text(query.space),
    campaign: text(query.campaign),
    near: view === 'month' ? undefined : text(query.near),
  };
}

/** What is listed from here stands where was looked. */
export const placeOf = ({ space, campaign }: EventsFilter): LocationQueryRaw => ({
  ...(space && { space }),
  ...(campaign && { campaign }),
});

/** The address of a filter: what is usual goes without saying. */
export const eventsFilterQuery = (
  { view, ...rest }: EventsFilter,
  place: ListPlace = {},
): LocationQueryRaw => ({
  ...(view !== 'upcoming' && { view }),
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => Boolean(value))),
  ...place,
});
