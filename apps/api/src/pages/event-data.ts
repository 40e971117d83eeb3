import type { Event } from '@fingerpost/contracts/events';
import { clockAndOffset } from '../events/instants.js';
import { eventPath } from './event.parts.js';

const SCHEMA = 'https://schema.org';
const MODES = {
  in_person: 'OfflineEventAttendanceMode',
  online: 'OnlineEventAttendanceMode',
  both: 'MixedEventAttendanceMode',
} as const;

/** A public event as schema.org describes it; the way in is not part of it. */
export function eventData(event: Event, address: (path: string) => string): object {
  const url = address(eventPath(event));
  const place = event.place && {
    '@type': 'Place',
    name: event.place.name,
    ...(event.place.address && { address: event.place.address }),
  };
  // Search engines ask for an address of what is online: the page that leads there, for those with a place.
  const online = event.format !== 'in_person' && {
    '@type': 'VirtualLocation',
    url,
  };
  const location = [place, online].filter(Boolean);
  return {
    '@type': 'Event',
    name: event.title,
    url,
    // What they show is the hour as it is written, so it has to be that of the place.
    startDate: clockAndOffset(new Date(event.startsAt), event.zone),
    endDate: clockAndOffset(new Date(event.endsAt), event.zone),
    eventStatus: `${SCHEMA}/${event.status === 'called_off' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: `${SCHEMA}/${MODES[event.format]}`,
    ...(location.length > 0 && { location: location.length === 1 ? location[0] : location }),
    ...(event.excerpt && { description: event.excerpt }),
    organizer: { '@type': 'Organization', name: event.organisation?.name ?? event.space.name },
    ...(event.capacity !== null && {
      maximumAttendeeCapacity: event.capacity,
      remainingAttendeeCapacity: Math.max(0, event.capacity - event.goingCount),
    }),
  };
}
