import { Temporal } from 'temporal-polyfill';
import type { Repeat } from '@fingerpost/contracts/events';
import { invalid } from '../http/problem.js';

/** Law 10: an event's time is its wall clock and its zone. Here alone is worked out which instant that is. */

/** Where this site's readers live: its days begin when London's do. */
export const HOME_ZONE = 'Europe/London';

/** True for a zone of the zone database by its name; offsets as +01:00 know no clock change. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The instant of a wall-clock time: the earlier of two when the clocks go back, null when they go forward over it. */
export function instantOf(local: string, zone: string): Date | null {
  let wall: Temporal.PlainDateTime;
  try {
    wall = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch {
    return null;
  }
  const there = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return there.toPlainDateTime().equals(wall) ? new Date(there.epochMilliseconds) : null;
}

/** What the clock of a zone shows at an instant, as `2027-02-04T10:00`. */
export const wallClockAt = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

/** The instant at which a day begins in London. */
export const startOfDay = (day: string, after = 0): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: after }).toZonedDateTime(HOME_ZONE).epochMilliseconds);

/** The same hour on the wall some days before. */
export const daysBefore = (local: string, zone: string, days: number): Date =>
  new Date(Temporal.PlainDateTime.from(local).subtract({ days }).toZonedDateTime(zone).epochMilliseconds);

export const nextMonth = (month: string): string =>
  Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();

/** The longest that anything lasts: a display of a month. */
const LONGEST_HOURS = 744;

export interface Span {
  start: string;
  end: string;
  zone: string;
}
export interface Times extends Span {
  startsAt: Date;
  endsAt: Date;
}

/** Both instants of an event. @throws DomainError 422 with the field named: no such zone or hour, or an end before its start. */
export function timesOf({ start, end, zone }: Span): Times {
  if (!isZone(zone)) throw invalid('zone', 'is not a time zone');
  const at = (path: 'start' | 'end', local: string): Date => {
    const instant = instantOf(local, zone);
    if (instant) return instant;
    throw invalid(path, exists(local) ? 'is skipped there: the clocks go forward over it' : 'does not exist');
  };
  const [startsAt, endsAt] = [at('start', start), at('end', end)];
  if (endsAt <= startsAt) throw invalid('end', 'is not after the start');
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_HOURS * 3_600_000)
    throw invalid('end', 'is more than a month after the start');
  return { start, end, zone, startsAt, endsAt };
}

function exists(local: string): boolean {
  try {
    return Boolean(Temporal.PlainDateTime.from(local, { overflow: 'reject' }));
  } catch {
    return false;
  }
}

const STEPS = { week: { weeks: 1 }, fortnight: { weeks: 2 }, month: { months: 1 } } as const;

/** Every date of a series, the first included, on the same hour of the wall. A 31st becomes the last day of a shorter month. */
export function repeated(first: Span, { every, count }: Repeat): Span[] {
  const moved = (local: string, steps: number) => {
    const { weeks = 0, months = 0 } = STEPS[every] as { weeks?: number; months?: number };
    return Temporal.PlainDateTime.from(local)
      .add({ weeks: weeks * steps, months: months * steps })
      .toString({ smallestUnit: 'minute' });
  };
  const lasts = Temporal.PlainDateTime.from(first.start).until(Temporal.PlainDateTime.from(first.end));
  return Array.from({ length: count }, (_, at) => {
    const start = moved(first.start, at);
    const end = Temporal.PlainDateTime.from(start).add(lasts).toString({ smallestUnit: 'minute' });
    return { ...first, start, end };
  });
}
