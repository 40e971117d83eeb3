/** How people say when something was; the exact words stand behind it. */
export interface Saying {
  key: 'now' | 'minutes' | 'hours' | 'yesterday' | 'date';
  count: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const dayOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export function saying(at: Date, now: Date): Saying {
  const ago = now.getTime() - at.getTime();
  if (ago < MINUTE) return { key: 'now', count: 0 };
  if (ago < HOUR) return { key: 'minutes', count: Math.floor(ago / MINUTE) };
  const days = Math.round((dayOf(now) - dayOf(at)) / (24 * HOUR));
  if (days === 0 || ago < 6 * HOUR) return { key: 'hours', count: Math.floor(ago / HOUR) };
  return days === 1 ? { key: 'yesterday', count: 1 } : { key: 'date', count: days };
}

/** "Thu 4 Feb" this year, "Thu 4 Feb 2027" otherwise. */
export function dateWords(at: Date, now: Date, locale: string): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return parts(at, locale, { weekday: 'short', day: 'numeric', month: 'short', ...year });
}

export const timeWords = (at: Date, locale: string) =>
  parts(at, locale, { hour: '2-digit', minute: '2-digit' });

export const exactWords = (at: Date, locale: string) =>
  `${parts(at, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}, ${timeWords(at, locale)}`;

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(at: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  const name = locale + JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23' });
  formats.set(name, format);
  // British lists take no comma after the weekday.
  return format.format(at).replace(/^(\p{L}+),/u, '$1');
}
