import type { EventSummary } from '@fingerpost/contracts/events';
import { t } from '@fingerpost/messages';
import {
  cityOf,
  elsewhere,
  ordinalKey,
  rowStates,
  whenWords,
  whereWords,
  type RowState,
} from '@fingerpost/messages/events';
import { html, type Html } from './html.js';
import { tile } from './tile.part.js';

// The same markup as apps/web/src/ui/UiEventRow.vue and apps/web/src/events.

const LANGUAGE = 'en-GB';
/** The server knows no reader's zone, so it is the one of this site's readers. */
export const READERS_ZONE = 'Europe/London';

export const eventPath = ({ id, slug }: { id: number; slug: string }): string => `/events/${id}-${slug}`;

/** "Thu 4 Feb 2027, 10:00 to 12:00", and whose time that is where it is not the reader's. */
export function whenOf(event: EventSummary): string {
  const { key, values } = whenWords(event, LANGUAGE);
  const when = t(key, values);
  return elsewhere(event, READERS_ZONE) ? t('events.when.there', { when, city: cityOf(event.zone) }) : when;
}

/** The same by the reader's clock, where it shows something else. */
export function whenHere(event: EventSummary): string | null {
  const here = elsewhere(event, READERS_ZONE);
  if (!here) return null;
  const { key, values } = whenWords(here, LANGUAGE);
  return t('events.when.there', { when: t(key, values), city: cityOf(READERS_ZONE) });
}

export function whereOf(event: EventSummary): string {
  const { key, place } = whereWords(event);
  return key === null ? place : t(key, { place });
}

export const ordinal = (place: number): string => t(ordinalKey(place), { place });

export const stateWords = ({ key, count, place }: RowState): string =>
  t(key, {
    ...(count !== undefined && { count }),
    ...(place !== undefined && { place: ordinal(place) }),
  });

/** One line of a list of events. */
export function eventRow(
  event: EventSummary,
  { inSpace = false, level = 3 }: { inSpace?: boolean; level?: 2 | 3 } = {},
): Html {
  const title = html`<a href="${eventPath(event)}">${event.title}</a>`;
  const states = rowStates(event);
  return html`<li class="event-row">
    <div class="event-row-tile" aria-hidden="true">${tile(event.start)}</div>
    ${level === 2 ? html`<h2 class="event-row-title">${title}</h2>` : html`<h3 class="event-row-title">${title}</h3>`}
    <p class="facts">
      <span class="kind">${t(`events.kind.${event.kind}`)}</span><span>${whenOf(event)}</span
      ><span class="event-row-place">${whereOf(event)}</span>${
        event.organisation &&
        html`<span>${t('events.row.by', { organisation: event.organisation.name })}</span>`
      }${!inSpace && html`<span>${t('common.row.in', { space: event.space.name })}</span>`}
    </p>
    ${
      states.length > 0 &&
      html`<p class="event-row-state">
        ${states.map(
          (state) =>
            html`<span ${state.look && html`class="event-state-${state.look}"`}>${stateWords(state)}</span>`,
        )}
      </p>`
    }
  </li>`;
}

export const eventList = (
  events: readonly EventSummary[],
  look: { inSpace?: boolean; level?: 2 | 3 } = {},
): Html =>
  html`<ul class="event-list">
    ${events.map((event) => eventRow(event, look))}
  </ul>`;
