/** Calendar days (YYYY-MM-DD) in words, for both writers of HTML. A day has no zone, so none can move it. */

type Options = Intl.DateTimeFormatOptions;

const at = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`);
const formats = new Map<string, Intl.DateTimeFormat>();

function say(day: string, locale: string, options: Options): string {
  const name = locale + JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(name, format);
  // British lists take no comma after the weekday.
  return format.format(at(day)).replace(/^(\p{L}+),/u, '$1');
}

const SHORT: Options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };

export const dayWords = (day: string, locale = 'en-GB'): string => say(day, locale, SHORT);

const endOfMonth = (day: string) =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10);

/**
 * From when to when, without saying the same month or year twice; `to` is null where one word says it all:
 * "Sun 10 Oct 2027", "January 2027", "2026", "Mon 18" to "Sun 24 Jan 2027".
 */
export function rangeWords(
  start: string,
  end: string,
  locale = 'en-GB',
): { from: string; to: string | null } {
  const year = start.slice(0, 4);
  if (start === end) return { from: dayWords(start, locale), to: null };
  if (start === `${year}-01-01` && end === `${year}-12-31`) return { from: year, to: null };
  if (start.endsWith('-01') && end === endOfMonth(start))
    return { from: say(start, locale, { month: 'long', year: 'numeric' }), to: null };
  const { month: _month, ...dayOnly } = SHORT;
  const { year: _year, ...ofYear } = SHORT;
  if (start.slice(0, 7) === end.slice(0, 7)) {
    const { year: _alsoYear, ...short } = dayOnly;
    return { from: say(start, locale, short), to: dayWords(end, locale) };
  }
  return {
    from: say(start, locale, year === end.slice(0, 4) ? ofYear : SHORT),
    to: dayWords(end, locale),
  };
}
