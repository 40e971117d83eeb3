import type { Page as List } from '@fingerpost/contracts/common';
import type { Attendee, Event } from '@fingerpost/contracts/events';
import { ANSWER_MAX, ANSWERS_KEPT_DAYS } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { eventPath, ordinal } from './event.parts.js';
import { html, type Html } from './html.js';
import type { Seen } from './page.js';
import { loadMore, pathWith, personOf } from './parts.js';

/** The first names of who comes, for who may know them. */
export type Names = List<Attendee> | null;

/** As apps/web/src/events/RsvpPart.vue; answering needs the scripts. */
export function rsvp({ member }: Seen, event: Event): Html {
  const full = event.capacity !== null && event.goingCount >= event.capacity;
  const status = event.mine?.status;
  const button = (name: string, look = '') =>
    html`<button type="button" class="button${look}">${t(`events.rsvp.${name}`)}</button>`;
  const going = button(full ? 'wait' : 'going');
  return html`<section class="rsvp" aria-labelledby="rsvp-title">
    <h2 id="rsvp-title">${t('events.rsvp.title')}</h2>
    <p class="rsvp-state" role="status">
      ${
        status === 'confirmed'
          ? t('events.rsvp.isGoing')
          : status === 'waitlisted'
            ? t('events.rsvp.isWaiting', { place: ordinal(event.mine?.position ?? 1) })
            : status === 'cancelled'
              ? t('events.rsvp.isNotGoing')
              : ''
      }
    </p>
    ${
      event.can.rsvp &&
      html`<p class="row">
        ${
          status === 'confirmed'
            ? button('notGoing', ' button-quiet')
            : status === 'waitlisted'
              ? button('leave', ' button-quiet')
              : status === 'cancelled'
                ? going
                : html`${going}${button('notGoing', ' button-quiet')}`
        }
      </p>`
    }${
      !member &&
      html`<p>${t('events.rsvp.guest')}</p>
        <p class="row">
          <a class="button" href="${pathWith('/sign-in', { next: eventPath(event) })}"
            >${t('events.rsvp.signIn')}</a
          >
        </p>`
    }${member && !event.can.rsvp && html`<p class="small quiet">${t('events.rsvp.closed')}</p>`}
    <p class="small quiet">
      ${
        event.capacity === null
          ? t('events.rsvp.count', { count: event.goingCount })
          : t('events.rsvp.of', { count: event.goingCount, capacity: event.capacity })
      }
    </p>
    ${event.waitingCount > 0 && html`<p class="small quiet">${t('events.rsvp.waiting', { count: event.waitingCount })}</p>`}
    ${shown(event)}${event.kind === 'wellbeing' && html`<p class="small quiet">${t('events.rsvp.private')}</p>`}${answers(event)}
  </section>`;
}

const has = ({ mine }: Event): boolean => mine?.status === 'confirmed' || mine?.status === 'waitlisted';

/** As apps/web/src/events/AnswersPart.vue. */
const answers = (event: Event): Html | false =>
  has(event) &&
  event.can.rsvp &&
  event.questions.length > 0 &&
  html`<form class="rsvp-answers" aria-labelledby="answers-title">
    <h3 id="answers-title">${t('events.questions.title')}</h3>
    <p class="small">${t('events.questions.readBy', { space: event.space.name, days: ANSWERS_KEPT_DAYS })}</p>
    ${event.questions.map(
      ({ text, answer }, at) =>
        html`<div class="field">
          <label class="field-label" for="answers-answers-${at}-text"
            >${text} <span class="field-optional">(${t('common.optional')})</span></label
          ><textarea
            id="answers-answers-${at}-text"
            class="input"
            rows="3"
            maxlength="${ANSWER_MAX}"
            autocomplete="off"
          >
${answer ?? ''}</textarea>
        </div>`,
    )}
    <p class="row">
      <button type="button" class="button button-quiet">${t('events.questions.send')}</button>
    </p>
  </form>`;

const shown = (event: Event): Html | false =>
  event.showsAttendees &&
  event.can.rsvp &&
  has(event) &&
  html`<label class="choice" for="rsvp-shown"
    ><input
      id="rsvp-shown"
      type="checkbox"
      aria-describedby="rsvp-shown-hint"
      ${event.shown && html`checked`}
    /><span class="choice-text"
      ><span>${t('events.rsvp.show')}</span
      ><span id="rsvp-shown-hint" class="field-hint">${t('events.rsvp.showHint')}</span></span
    ></label
  >`;

export function joining(event: Event): Html | false {
  if (event.format === 'in_person' && !event.hasJoining) return false;
  if (event.status === 'called_off' && !event.joining) return false;
  return html`<section class="part part-aside" aria-labelledby="joining-title">
    <h2 id="joining-title">${t('events.joining.title')}</h2>
    ${
      event.joining
        ? html`<p><a href="${event.joining.url}" rel="noopener noreferrer">${t('events.joining.link')}</a></p>
            ${event.joining.note && html`<p class="small">${event.joining.note}</p>`}`
        : html`<p class="small">${t(event.hasJoining ? 'events.joining.kept' : 'events.joining.later')}</p>`
    }
  </section>`;
}

export const calendar = (event: Event): Html | false =>
  event.status === 'listed' &&
  html`<p class="small"><a href="/api/events/${event.id}.ics" download>${t('events.page.calendar')}</a></p>`;

/** What somebody answered to the organisers, in the order in which it is asked. */
function said({ questions }: Event, { answers: given }: Attendee): Html | false {
  const rows = questions.flatMap(({ id, text }) => {
    const answer = given.find(({ questionId }) => questionId === id);
    return answer
      ? [
          html`<div>
            <dt>${text}</dt>
            <dd>${answer.text}</dd>
          </div>`,
        ]
      : [];
  });
  return rows.length > 0 && html`<dl class="attendee-answers">${rows}</dl>`;
}

/** As apps/web/src/events/AttendeesPart.vue. */
export function attendees(event: Event, names: Names): Html | null {
  if (!names) return null;
  const none = t(event.can.attendees ? 'events.attendees.none' : 'events.attendees.noneShown');
  const list = html`<ul class="attendees">
    ${names.items.map((attendee) => html`<li>${personOf(attendee.person, { organisation: true })}${said(event, attendee)}</li>`)}
  </ul>`;
  return html`<section class="part" aria-labelledby="attendees-title">
    <div class="part-head">
      <h2 id="attendees-title">${t('events.attendees.title')}</h2>
      ${event.can.attendees && html`<a href="/api/events/${event.id}/attendees.csv" download>${t('events.attendees.csv')}</a>`}
    </div>
    ${
      event.can.attendees &&
      html`<div class="row" role="group" aria-label="${t('events.attendees.tabs')}">
        ${(['going', 'waiting', 'cancelled'] as const).map(
          (name, at) =>
            html`<button
              type="button"
              class="button button-quiet button-small"
              aria-pressed="${at === 0 ? 'true' : 'false'}"
            >
              ${t(`events.attendees.${name}`)}
            </button>`,
        )}
      </div>`
    }${names.items.length > 0 ? list : html`<p class="part-none">${none}</p>`}${names.next && loadMore(eventPath(event), t('events.attendees.more'), 'next')}
  </section>`;
}
