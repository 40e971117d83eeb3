import { EVENT_FORMATS, EVENT_KINDS, type EventQuery } from '@fingerpost/contracts/events';
import { Month } from '@fingerpost/contracts/event-months';
import { Day, Slug } from '@fingerpost/contracts/common';
import { PAGE_DEFAULT, PLACE_MAX } from '@fingerpost/contracts/limits';

/** Which events an address asks for: one of the tabs, and what narrows it. */
export interface EventsFilter {
  view: 'upcoming' | 'past' | 'month' | 'mine';
  month?: string;
  from?: string;
  to?: string;
  kind?: EventQuery['kind'];
  format?: EventQuery['format'];
  space?: string;
  campaign?: string;
  near?: string;
}

const VIEWS = ['past', 'month', 'mine'] as const;

/** What the address of a list asks for; what it says oddly is left out. */
export function eventsFilterOf(query: URLSearchParams): EventsFilter {
  const text = (name: string) => query.get(name)?.trim() || undefined;
  const [month, space, near] = [text('month'), text('space'), text('near')];
  const campaign = text('campaign');
  const kind = EVENT_KINDS.find((name) => name === query.get('kind'));
  const format = EVENT_FORMATS.find((name) => name === query.get('format'));
  const view = VIEWS.find((name) => name === query.get('view')) ?? 'upcoming';
  const day = (name: string) => (view === 'upcoming' ? Day.safeParse(text(name)).data : undefined);
  const [from, to] = [day('from'), day('to')];
  return {
    view,
    ...(view === 'month' && month && Month.safeParse(month).success && { month }),
    ...(from && { from }),
    ...(to && !(from && to < from) && { to }),
    ...(kind && { kind }),
    ...(format && { format }),
    ...(space && Slug.safeParse(space).success && { space }),
    ...(campaign && Slug.safeParse(campaign).success && { campaign }),
    ...(view !== 'month' &&
      near &&
      near.length <= PLACE_MAX &&
      near.isWellFormed() &&
      !near.includes('\0') && { near }),
  };
}

/** The address of a filter: what is usual goes without saying. */
export const eventsParts = ({ view, ...rest }: EventsFilter): Record<string, string | undefined> => ({
  ...(view !== 'upcoming' && { view }),
  ...rest,
});

/** What the list is asked for. */
export const eventsQuery = (
  { view, month: _month, ...narrowed }: EventsFilter,
  place: { after?: string; before?: string },
): EventQuery => ({
  ...narrowed,
  ...(view === 'past' && { when: 'past' as const }),
  ...(view === 'mine' && { mine: 'true' as const }),
  ...place,
  limit: PAGE_DEFAULT,
});
