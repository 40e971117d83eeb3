/** How people say when something is, for both sides: the key of the words and what stands in them. */
export interface When {
  key: 'events.when.day' | 'events.when.days';
  values: Record<string, string>;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  const name = language + JSON.stringify(options);
  const made = formats.get(name) ?? new Intl.DateTimeFormat(language, { ...options, hourCycle: 'h23' });
  formats.set(name, made);
  // British lists take no comma after the weekday.
  return made.format(at).replace(/^(\p{L}+),/u, '$1');
}

/** A wall-clock time is written as it stands: no zone may move it, so it is read and shown as if it were UTC. */
const wall = (local: string) => new Date(`${local}:00Z`);

export const dayWords = (local: string, language: string): string =>
  format(wall(local), language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });

export const monthWords = (month: string, language: string): string =>
  format(wall(`${month}-01T00:00`), language, { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** "Thu 4 Feb 2027, 10:00 to 12:00", with the last day where it is another. */
export function whenWords({ start, end }: { start: string; end: string }, language: string): When {
  const values = { day: dayWords(start, language), from: start.slice(11), to: end.slice(11) };
  return start.slice(0, 10) === end.slice(0, 10)
    ? { key: 'events.when.day', values }
    : { key: 'events.when.days', values: { ...values, lastDay: dayWords(end, language) } };
}

/** What the clock of a zone shows at an instant. */
export function clockOf(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return parts.format(new Date(instant)).replace(' ', 'T');
}

/** The city that a zone is named after. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

interface Timed {
  start: string;
  end: string;
  startsAt: string;
  endsAt: string;
  zone: string;
}

/** The same hours by the reader's own clock, or null where it shows the same. */
export function elsewhere(event: Timed, zone: string): { start: string; end: string } | null {
  const here = { start: clockOf(event.startsAt, zone), end: clockOf(event.endsAt, zone) };
  return here.start === event.start && here.end === event.end ? null : here;
}

/** Which ending a number takes: 1st, 2nd, 3rd, 4th. */
export const ordinalKey = (place: number): string =>
  `events.ordinal.${new Intl.PluralRules('en', { type: 'ordinal' }).select(place)}`;
