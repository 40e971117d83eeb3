import {
  CAMPAIGN,
  TOWNS,
  fillEvents,
  headersOf,
  newReader,
  type EventsScale,
  type Reader,
} from '../harness/events.ts';
import { filled } from '../harness/filled.ts';
import type { Part } from '../part.ts';
import { besideHundredth, type Read } from './hundredth.ts';

const MANY: EventsScale = { events: 10_000, rsvps: 100_000 };
const FEW: EventsScale = { events: 100, rsvps: 1_000 };

/** Lists, months, tables and calendars of 10,000 events with 100,000 answers, beside those of a hundredth. */
export const events: Part = async (stage) => {
  const reader = newReader();
  const many = await filled(stage, 'events', (client) => fillEvents(client, MANY, reader));
  const few = await filled(stage, 'events_few', (client) => fillEvents(client, FEW, reader));
  const rows = await besideHundredth({ many, few }, 'among 10,000 events', reads(reader));
  await many.stop();
  await few.stop();
  return rows;
};

const reads = (reader: Reader): Record<string, Read> => {
  const headers = headersOf(reader);
  const whole = true;
  return {
    'what comes': { path: '/api/events' },
    'what comes, a member': { path: '/api/events', headers },
    'what was': { path: '/api/events?when=past' },
    'one kind': { path: '/api/events?kind=training' },
    'one format': { path: '/api/events?format=online' },
    'one space': { path: '/api/events?space=space-2' },
    'one campaign': { path: `/api/events?campaign=${CAMPAIGN}` },
    'near a town': { path: `/api/events?near=${TOWNS[3]}` },
    'my own': { path: '/api/events?mine=true', headers },
    'my own that were': { path: '/api/events?mine=true&when=past', headers },
    'a month': { path: `/api/events/month?month=${nextMonth()}`, whole },
    'who goes to the largest': { path: '/api/events/1/attendees', headers },
    'who waits for the largest': { path: '/api/events/2/attendees?status=waitlisted', headers },
    campaigns: { path: '/api/campaigns', whole },
    'coming up on the home': { path: '/api/home', whole },
    'coming up on the home, a member': { path: '/api/home', headers, whole },
    'calendar of a space': { path: '/api/spaces/space-5/events.ics', whole },
    'calendar of a member': { path: `/api/calendar/${reader.calendar}.ics`, whole },
  };
};

function nextMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
}
