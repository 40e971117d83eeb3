import events from '../en/events.json' with { type: 'json' };

/** Events, apart from the rest so that only their readers load them. */
export const enEvents = { events };

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

/** One thing that a row says of an event's state; `count` chooses the plural, `place` is said as an ordinal. */
export interface RowState {
  key: string;
  count?: number;
  place?: number;
  look?: 'strong' | 'off';
}

interface Stated {
  status: 'draft' | 'listed' | 'called_off';
  capacity: number | null;
  goingCount: number;
  waitingCount: number;
  mine: { status: string; position: number | null } | null;
}

/** What a row says beside its title: my own answer first, then what is left. */
export function rowStates({ status, capacity, goingCount, waitingCount, mine }: Stated): RowState[] {
  if (status === 'called_off') return [{ key: 'events.row.calledOff', look: 'off' }];
  if (status === 'draft') return [{ key: 'events.row.draft', look: 'strong' }];
  const states: RowState[] = [];
  if (mine?.status === 'confirmed') states.push({ key: 'events.row.mineGoing', look: 'strong' });
  if (mine?.status === 'waitlisted' && mine.position !== null)
    states.push({ key: 'events.row.mineWaiting', place: mine.position, look: 'strong' });
  if (capacity !== null) states.push({ key: 'events.row.left', count: Math.max(0, capacity - goingCount) });
  else if (goingCount > 0) states.push({ key: 'events.row.going', count: goingCount });
  if (waitingCount > 0) states.push({ key: 'events.row.waiting', count: waitingCount });
  return states;
}

/** Where it takes place, in one line: the key, and the name of the place where there is one. */
export function whereWords(event: { format: string; place: { name: string } | null }): {
  key: string | null;
  place: string;
} {
  const place = event.place?.name ?? '';
  if (event.format === 'in_person' && place) return { key: null, place };
  if (event.format === 'both' && place) return { key: 'events.row.both', place };
  return { key: `events.format.${event.format}`, place };
}

const dayText = (at: Date): string => at.toISOString().slice(0, 10);
const moved = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return dayText(new Date(Date.UTC(year, number - 1 + by, 1))).slice(0, 7);
};
export const nextMonth = (month: string): string => moved(month, 1);
export const previousMonth = (month: string): string => moved(month, -1);

/** The days of a month in weeks that begin on Monday, filled up with the days around it. */
export function gridOf(month: string): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const from = new Date(first);
  from.setUTCDate(1 - ((first.getUTCDay() + 6) % 7));
  const weeks: string[][] = [];
  for (const at = from; weeks.length === 0 || dayText(at).slice(0, 7) === month;) {
    const week: string[] = [];
    for (let day = 0; day < 7; day++) {
      week.push(dayText(at));
      at.setUTCDate(at.getUTCDate() + 1);
    }
    weeks.push(week);
  }
  return weeks;
}
