/**
 * Reads and writes of events through the cache. The server seeds these keys from `#page-data`; parts that an address
 * leaves out are left out of the key too, `view` is always there:
 *   ['events', 'list', { view, month?, from?, kind?, format?, space?, campaign?, near?, after? | before? }]
 *   ['events', 'month', { month, kind?, format?, space?, campaign? }]
 *   ['events', 'detail', id]
 *   ['events', 'campaign-names']
 *   ['events', 'attendees', id, { status, after? | before? }]
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Page } from '@fingerpost/contracts/common';
import type { Attendee, Event, EventSummary, GiveRsvp, RsvpStatus } from '@fingerpost/contracts/events';
import type { ListPlace } from '../api/list-place';
import {
  fetchAttendees,
  fetchCampaignNames,
  fetchEvent,
  fetchEvents,
  fetchMonth,
  giveRsvp,
  type EventsFilter,
  type MonthFilter,
} from './events.api';

const given = <T extends object>(parts: T): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as T;
type Signal = { signal: AbortSignal };

export const eventKeys = {
  all: ['events'] as const,
  lists: ['events', 'list'] as const,
  list: (filter: EventsFilter & ListPlace) => ['events', 'list', given(filter)] as const,
  months: ['events', 'month'] as const,
  month: (filter: MonthFilter) => ['events', 'month', given(filter)] as const,
  detail: (id: number) => ['events', 'detail', id] as const,
  campaigns: ['events', 'campaign-names'] as const,
  attendees: (id: number) => ['events', 'attendees', id] as const,
};

export const eventsQuery = (filter: EventsFilter & ListPlace) => ({
  queryKey: eventKeys.list(filter),
  queryFn: ({ signal }: Signal): Promise<Page<EventSummary>> => fetchEvents(given(filter), signal),
});
export const useMonth = (filter: () => MonthFilter) =>
  useQuery(() => ({
    queryKey: eventKeys.month(filter()),
    queryFn: ({ signal }: Signal) => fetchMonth(given(filter()), signal),
  }));
export const useEvent = (id: () => number) =>
  useQuery(() => ({
    queryKey: eventKeys.detail(id()),
    queryFn: ({ signal }: Signal) => fetchEvent(id(), signal),
  }));
export const attendeesQuery = (id: number, filter: { status: RsvpStatus } & ListPlace) => ({
  queryKey: [...eventKeys.attendees(id), filter] as const,
  queryFn: ({ signal }: Signal): Promise<Page<Attendee>> => fetchAttendees(id, filter, signal),
});

/** For the picker; the campaigns' own pages have more of them. */
export const useCampaignNames = (wanted: () => boolean = () => true) =>
  useQuery(() => ({
    queryKey: eventKeys.campaigns,
    queryFn: ({ signal }: Signal) => fetchCampaignNames(signal),
    enabled: wanted(),
  }));

/** What was written is shown at once; lists and names are asked for anew when they are next looked at. */
export function useEventWritten() {
  const client = useQueryClient();
  return (event: Event) => {
    // The other dates of its series may have changed along.
    for (const { id } of event.series ?? [])
      if (id !== event.id) client.removeQueries({ queryKey: eventKeys.detail(id) });
    client.setQueryData(eventKeys.detail(event.id), event);
    void client.invalidateQueries({ queryKey: eventKeys.lists, refetchType: 'none' });
    void client.invalidateQueries({ queryKey: eventKeys.months, refetchType: 'none' });
  };
}

/** My answer: the page shows what came of it, then asks for what a place opens, as the way to join. */
export function useRsvp(id: () => number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answer: GiveRsvp) => giveRsvp(id(), answer),
    onSuccess: ({ status, position, shown, goingCount, waitingCount }) => {
      client.setQueryData<Event>(
        eventKeys.detail(id()),
        (known) => known && { ...known, mine: { status, position }, shown, goingCount, waitingCount },
      );
      void client.invalidateQueries({ queryKey: eventKeys.lists, refetchType: 'none' });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: eventKeys.attendees(id()) });
      return client.invalidateQueries({ queryKey: eventKeys.detail(id()) });
    },
  });
}
