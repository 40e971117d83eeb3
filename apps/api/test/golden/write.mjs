// Writes the calendars of cases.mjs, in whatever zone this process's host is: their spec runs it in three.
import { toIcs } from '../../src/events/calendar/ics.ts';
import { instantOf } from '../../src/events/instants.ts';
import { CALENDARS } from './cases.mjs';

const entryOf = (given) => ({
  ...given,
  startsAt: instantOf(given.start, given.zone),
  endsAt: instantOf(given.end, given.zone),
  writtenAt: new Date('2026-11-02T09:30:00Z'),
  changedAt: new Date('2026-12-01T17:05:09Z'),
});

const written = Object.fromEntries(
  Object.entries(CALENDARS).map(([name, { entries, calendar }]) => {
    const mail = calendar.mail && { ...calendar.mail, at: new Date(calendar.mail.at) };
    return [
      name,
      toIcs(entries.map(entryOf), { ...calendar, mail, calledOff: (title) => `CANCELLED: ${title}` }),
    ];
  }),
);
process.stdout.write(JSON.stringify(written));
