/** The only addresses of events. */
import type { CalendarAddress } from '@fingerpost/contracts/calendars';
import type { EventMonth } from '@fingerpost/contracts/event-months';
import type { Page } from '@fingerpost/contracts/common';
import type {
  Attendee,
  CallOff,
  ChangeEvent,
  CreateEvent,
  Event,
  EventFormat,
  EventKind,
  EventSummary,
  GiveRsvp,
  Rsvp,
  RsvpStatus,
} from '@fingerpost/contracts/events';
import type { z } from 'zod';
import { request } from '../api/request';
import type { ListPlace } from '../api/list-place';

export type EventsFilter = {
  view: 'upcoming' | 'past' | 'month' | 'mine';
  month?: string;
  from?: string;
  to?: string;
  kind?: EventKind;
  format?: EventFormat;
  space?: string;
  campaign?: string;
  near?: string;
};
export type MonthFilter = {
  month: string;
  kind?: EventKind;
  format?: EventFormat;
  space?: string;
  campaign?: string;
};

export const fetchEvents = (
  { view, month: _month, ...filter }: EventsFilter & ListPlace,
  signal?: AbortSignal,
) =>
  request<Page<EventSummary>>('/events', {
    query: { ...filter, ...(view === 'past' && { when: 'past' }), ...(view === 'mine' && { mine: 'true' }) },
    signal,
  });
export const fetchMonth = (filter: MonthFilter, signal?: AbortSignal) =>
  request<EventMonth>('/events/month', { query: filter, signal });
export const fetchEvent = (id: number, signal?: AbortSignal) => request<Event>(`/events/${id}`, { signal });
export const createEvent = (body: z.input<typeof CreateEvent>) =>
  request<Event>('/events', { method: 'POST', body });
export const changeEvent = (id: number, body: ChangeEvent) =>
  request<Event>(`/events/${id}`, { method: 'PATCH', body });
export const removeEvent = (id: number, later: boolean) =>
  request<void>(`/events/${id}`, { method: 'DELETE', query: later ? { later: 'true' } : {} });
export const callOff = (id: number, body: CallOff) =>
  request<Event>(`/events/${id}/cancellation`, { method: 'POST', body });
export const giveRsvp = (id: number, body: GiveRsvp) =>
  request<Rsvp>(`/events/${id}/rsvp`, { method: 'PUT', body });
export const fetchAttendees = (
  id: number,
  filter: { status: RsvpStatus } & ListPlace,
  signal?: AbortSignal,
) => request<Page<Attendee>>(`/events/${id}/attendees`, { query: filter, signal });

export const fetchCampaignNames = (signal?: AbortSignal) =>
  request<Page<{ slug: string; name: string }>>('/campaigns', { signal });
export const fetchCalendar = (signal?: AbortSignal) => request<CalendarAddress>('/me/calendar', { signal });
export const makeCalendar = () => request<CalendarAddress>('/me/calendar', { method: 'POST' });
export const stopCalendar = () => request<CalendarAddress>('/me/calendar', { method: 'DELETE' });

/** Files of the server, to be opened as they are. */
export const icsOf = (id: number) => `/api/events/${id}.ics`;
export const icsOfSpace = (slug: string) => `/api/spaces/${slug}/events.ics`;
/** What calendar programs follow without a session, so of a public space alone. */
export const feedOfSpace = (slug: string) => `webcal://${location.host}${icsOfSpace(slug)}`;
export const csvOf = (id: number) => `/api/events/${id}/attendees.csv`;
