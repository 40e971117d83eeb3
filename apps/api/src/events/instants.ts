import { Temporal } from 'temporal-polyfill';

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

/** The same with how far the clocks of the zone are from UTC then: what programs read that know no zones. */
export const clockAndOffset = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never' });

/** The instant at which a day begins in London. */
export const startOfDay = (day: string, after = 0): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: after }).toZonedDateTime(HOME_ZONE).epochMilliseconds);

/** The same hour on the wall some days before. */
export const daysBefore = (local: string, zone: string, days: number): Date =>
  new Date(Temporal.PlainDateTime.from(local).subtract({ days }).toZonedDateTime(zone).epochMilliseconds);

export const nextMonth = (month: string): string =>
  Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();

/** True for a day and hour that the calendar has, whatever a zone makes of it. */
export function exists(local: string): boolean {
  try {
    return Boolean(Temporal.PlainDateTime.from(local, { overflow: 'reject' }));
  } catch {
    return false;
  }
}
