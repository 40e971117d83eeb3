import { html, type Html } from './html.js';

const part = (date: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );

/** A wall-clock date as a leaf of a calendar; the twin of UiDateTile.vue. */
export const tile = (date: string): Html =>
  html`<time class="tile" datetime="${date}"
    ><span class="tile-weekday">${part(date, { weekday: 'short' })} </span
    ><span class="tile-day">${part(date, { day: 'numeric' })} </span
    ><span class="tile-month">${part(date, { month: 'short' })}</span></time
  >`;
