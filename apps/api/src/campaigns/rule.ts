/** How a campaign comes back each year. Weekdays are 1 (Monday) to 7. */
export type Rule =
  | { type: 'fixed'; month: number; day: number }
  | { type: 'month'; month: number }
  | { type: 'nth_weekday'; month: number; weekday: number; n: number }
  /** The n-th week, Monday to Sunday, that lies in the month as a whole. */
  | { type: 'nth_full_week'; month: number; n: number }
  /** The week whose Monday is on `from` or within the six days after it. */
  | { type: 'week_of_monday'; month: number; from: number }
  /** Some days before to some days after the n-th such weekday. */
  | { type: 'around_nth_weekday'; month: number; weekday: number; n: number; from: number; to: number }
  /** Its organiser says when. */
  | { type: 'announced'; usual: string }
  | { type: 'one_off'; start: string; end: string }
  | { type: 'always' };

/** Calendar days as ISO 8601 dates, both included. */
export interface Days {
  start: string;
  end: string;
}

const DAY = 86_400_000;
const utc = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day);
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
const weekdayOf = (at: number) => new Date(at).getUTCDay() || 7;

/** The first such weekday on that day or after. */
const onOrAfter = (at: number, weekday: number) => at + ((weekday - weekdayOf(at) + 7) % 7) * DAY;
const nth = (year: number, { month, weekday, n }: { month: number; weekday: number; n: number }) =>
  onOrAfter(utc(year, month, 1), weekday) + (n - 1) * 7 * DAY;
const week = (monday: number): Days => ({ start: iso(monday), end: iso(monday + 6 * DAY) });

/** When the rule puts a campaign in a year; null where a rule cannot say. */
export function datesOf(rule: Rule, year: number): Days | null {
  switch (rule.type) {
    case 'fixed': {
      const day = iso(utc(year, rule.month, rule.day));
      return { start: day, end: day };
    }
    case 'month':
      return { start: iso(utc(year, rule.month, 1)), end: iso(utc(year, rule.month + 1, 1) - DAY) };
    case 'nth_weekday': {
      const day = iso(nth(year, rule));
      return { start: day, end: day };
    }
    case 'nth_full_week':
      return week(nth(year, { month: rule.month, weekday: 1, n: rule.n }));
    case 'week_of_monday':
      return week(onOrAfter(utc(year, rule.month, rule.from), 1));
    case 'around_nth_weekday': {
      const day = nth(year, rule);
      return { start: iso(day + rule.from * DAY), end: iso(day + rule.to * DAY) };
    }
    case 'one_off':
      return rule.start.startsWith(String(year)) ? { start: rule.start, end: rule.end } : null;
    default:
      return null;
  }
}
