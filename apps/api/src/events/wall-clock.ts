import { Temporal } from 'temporal-polyfill';
import type { Repeat } from '@fingerpost/contracts/events';
import { invalid } from '../http/problem.js';
import { exists, instantOf, isZone } from './instants.js';

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
