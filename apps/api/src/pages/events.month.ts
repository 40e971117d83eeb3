import type { EventMonth, MonthEvent } from '@fingerpost/contracts/event-months';
import { t } from '@fingerpost/messages';
import { dayWords, gridOf, monthWords, nextMonth, previousMonth } from '@fingerpost/messages/events';
import { eventPath } from './event.parts.js';
import { eventsParts, type EventsFilter } from './events.address.js';
import { html, type Html } from './html.js';
import { pathWith } from './parts.js';

const LANGUAGE = 'en-GB';

/** A month as a table of weeks, as apps/web/src/events/EventMonth.vue draws it; a list of its days on a narrow screen. */
export function monthPart(month: EventMonth, filter: EventsFilter, today: string): Html {
  const to = (other: string | undefined) => {
    const { month: _month, ...rest } = filter;
    return pathWith('/events', eventsParts({ ...rest, ...(other && { month: other }) }));
  };
  const title = monthWords(month.month, LANGUAGE);
  const days = new Map(month.days.map((day) => [day.day, day]));
  return html`<section class="month" aria-labelledby="month-title">
    <div class="month-head">
      <h2 id="month-title"><time datetime="${month.month}">${title}</time></h2>
      <p class="row">
        <a class="button button-quiet button-small" href="${to(previousMonth(month.month))}" rel="prev"
          >${t('events.month.previous')}</a
        ><a class="button button-quiet button-small" href="${to(undefined)}">${t('events.month.today')}</a
        ><a class="button button-quiet button-small" href="${to(nextMonth(month.month))}" rel="next"
          >${t('events.month.next')}</a
        >
      </p>
    </div>
    ${month.days.length === 0 && html`<p class="part-none">${t('events.month.none')}</p>`}
    <table class="month-table">
      <caption class="visually-hidden">
        ${t('events.month.caption', { month: title })}
      </caption>
      <thead>
        <tr>
          ${gridOf(month.month)[0]!.map((day) => html`<th scope="col" class="month-weekday">${weekday(day)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${gridOf(month.month).map(
          (week) =>
            html`<tr>
              ${week.map((day) => cell(day, days.get(day), { month: month.month, today, filter }))}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

const weekday = (day: string) =>
  new Intl.DateTimeFormat(LANGUAGE, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

function cell(
  day: string,
  found: EventMonth['days'][number] | undefined,
  { month, today, filter }: { month: string; today: string; filter: EventsFilter },
): Html {
  if (!day.startsWith(month)) return html`<td class="month-out"></td>`;
  const { view: _view, month: _month, ...narrowed } = filter;
  const from = pathWith('/events', eventsParts({ ...narrowed, view: 'upcoming', from: day }));
  const words = dayWords(`${day}T00:00`, LANGUAGE);
  return html`<td class="month-day${day === today && ' month-today'}${!found && ' month-empty'}">
    <time class="month-number" datetime="${day}"
      ><span class="month-words">${words}</span
      ><span class="month-figure" aria-hidden="true">${Number(day.slice(8))}</span></time
    >${
      found &&
      html`<ul class="month-events">
        ${found.events.map((event) => entry(event, day))}
      </ul>`
    }${
      found &&
      found.count > found.events.length &&
      html`<a class="month-more" href="${from}" aria-label="${t('events.month.moreOn', { day: words })}"
        >${t('events.month.more', { count: found.count - found.events.length })}</a
      >`
    }
  </td>`;
}

/** The hour stands on the day on which it begins. */
const entry = (event: MonthEvent, day: string): Html =>
  html`<li class="month-event${event.status === 'called_off' && ' month-off'}">
    ${event.start.startsWith(day) && html`<span class="month-time">${event.start.slice(11)} </span>`}<a
      href="${eventPath(event)}"
      >${event.title}</a
    >${
      event.status === 'called_off' &&
      html`<span class="event-state-off"> ${t('events.row.calledOff')}</span>`
    }
  </li>`;
