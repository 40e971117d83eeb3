import { t } from '@fingerpost/messages';
import { html, type Html } from './html.js';

// As apps/web/src/ui/times.ts says it; the server knows no reader's zone, so it is the one of this site's readers.
const ZONE = 'Europe/London';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  const name = JSON.stringify(options);
  const made =
    formats.get(name) ?? new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone: ZONE });
  formats.set(name, made);
  return made.format(at).replace(/^(\p{L}+),/u, '$1');
}

const day = (at: Date) => format(at, { year: 'numeric', month: '2-digit', day: '2-digit' });
const time = (at: Date) => format(at, { hour: '2-digit', minute: '2-digit' });
const exact = (at: Date) =>
  `${format(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}, ${time(at)}`;

function words(at: Date, now: Date): string {
  const ago = now.getTime() - at.getTime();
  if (ago < MINUTE) return t('common.time.now');
  if (ago < HOUR) return t('common.time.minutes', { count: Math.floor(ago / MINUTE) });
  if (day(at) === day(now) || ago < 6 * HOUR)
    return t('common.time.hours', { count: Math.floor(ago / HOUR) });
  if (day(at) === day(new Date(now.getTime() - 24 * HOUR)))
    return t('common.time.yesterday', { time: time(at) });
  const sameYear = day(at).slice(-4) === day(now).slice(-4);
  return format(at, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
  });
}

/** A moment as people say it, exact on hover. */
export const timeOf = (instant: string, now: Date): Html => {
  const at = new Date(instant);
  return html`<time datetime="${instant}" title="${exact(at)}">${words(at, now)}</time>`;
};
