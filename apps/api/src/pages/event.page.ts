import { Injectable } from '@nestjs/common';
import type { Event } from '@fingerpost/contracts/events';
import { t } from '@fingerpost/messages';
import { dayWords } from '@fingerpost/messages/events';
import { Config } from '../config/settings.js';
import { AttendeeQueries } from '../events/attendees.queries.js';
import { Events } from '../events/events.service.js';
import { notFound } from '../http/problem.js';
import { isMember } from '../http/viewer.js';
import { eventData } from './event-data.js';
import { eventPath, whenHere, whenOf } from './event.parts.js';
import { attendees, calendar, joining, rsvp, type Names } from './event.sections.js';
import { html, raw, type Html } from './html.js';
import type { Elsewhere, Known, Page, Seen } from './page.js';
import { personOf } from './parts.js';
import { idOf } from './thread.address.js';

/** How many names stand on the page before "more". */
const NAMES = 20;

/** One event as a page: when, where, whether I go, and who else. */
@Injectable()
export class EventPage {
  constructor(
    private readonly config: Config,
    private readonly events: Events,
    private readonly attendees: AttendeeQueries,
  ) {}

  async write(seen: Seen, idSlug: string): Promise<Page | Elsewhere> {
    const event = await this.find(seen, idSlug);
    const path = eventPath(event);
    if (path !== `/events/${idSlug}`) return { to: path, status: 301 };
    const names = await this.names(seen, event);
    return {
      title: event.title,
      description: [whenOf(event), event.excerpt].filter(Boolean).join('. '),
      canonical: event.space.visibility === 'public' && event.status !== 'draft' ? path : null,
      kind: 'article',
      main: main(seen, event, names),
      known: [
        [['events', 'detail', event.id], event],
        ...(names
          ? [[['events', 'attendees', event.id, { status: 'confirmed' }], names] satisfies Known]
          : []),
      ],
      ...(event.space.visibility === 'public' &&
        event.status !== 'draft' && { data: eventData(event, (at) => this.config.address + at) }),
      component: 'events/EventPage',
      keep: true,
    };
  }

  /** The form to change it: its organisers' alone, and drawn by the scripts. */
  async edit(seen: Seen, idSlug: string): Promise<Page | Elsewhere> {
    const event = await this.find(seen, idSlug);
    if (`${eventPath(event)}/edit` !== `/events/${idSlug}/edit`)
      return { to: `${eventPath(event)}/edit`, status: 301 };
    return {
      title: t('events.form.editTitle'),
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back"><a href="${eventPath(event)}">${event.title}</a></p>
          <h1>${t('events.form.editTitle')}</h1>
        </div>
        <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
      </div>`,
      known: [[['events', 'detail', event.id], event]],
      component: 'events/EditEventPage',
    };
  }

  private async find(seen: Seen, idSlug: string): Promise<Event> {
    const id = idOf(idSlug);
    if (id === null) throw notFound();
    return this.events.detail(seen.viewer, id);
  }

  private async names({ viewer }: Seen, event: Event): Promise<Names> {
    if (!isMember(viewer) || event.status === 'draft' || !(event.can.attendees || event.showsAttendees))
      return null;
    return this.attendees.page(viewer, event.id, { status: 'confirmed', limit: NAMES });
  }
}

const main = (seen: Seen, event: Event, names: Names): Html =>
  html`<div class="page page-event">
    <p class="back"><a href="/events">${t('events.page.back')}</a></p>
    ${head(event)}${notice(event, seen.now)}
    <div class="event-columns">
      ${facts(event)}
      <aside class="event-aside" aria-label="${t('events.rsvp.title')}">
        ${event.status === 'listed' && rsvp(seen, event)}${joining(event)}${calendar(event)}
      </aside>
      <div class="event-body stack-wide">
        ${event.html && html`<div class="prose">${raw(event.html)}</div>`}${discussion(event)}${series(event)}${attendees(event, names)}
      </div>
    </div>
  </div>`;

const head = (event: Event): Html =>
  html`<div class="thread-top">
    <header class="page-head event-head">
      <p class="facts">
        <span class="kind">${t(`events.kind.${event.kind}`)}</span
        ><a href="/spaces/${event.space.slug}">${event.space.name}</a>${
          event.organisation &&
          html`<span>${t('events.row.by', { organisation: event.organisation.name })}</span>`
        }
      </p>
      <h1 tabindex="-1">${event.title}</h1>
    </header>
    ${tools(event)}
  </div>`;

/** What its organisers do with it; all but changing needs the scripts. */
const tools = (event: Event): Html | false =>
  (event.can.edit || event.can.callOff) &&
  html`<div class="thread-tools">
    ${event.can.list && html`<button type="button" class="button button-small">${t('events.tools.list')}</button>`}${
      event.can.edit &&
      html`<a class="button button-quiet button-small" href="${eventPath(event)}/edit"
        >${t('events.tools.edit')}</a
      >`
    }${
      event.can.callOff &&
      html`<button type="button" class="button button-quiet button-small">
        ${t('events.tools.callOff')}
      </button>`
    }${
      event.can.remove &&
      html`<button type="button" class="button button-quiet button-small">
        ${t('events.tools.remove')}
      </button>`
    }
  </div>`;

function notice(event: Event, now: Date): Html | false {
  if (event.calledOff) {
    const { reason } = event.calledOff;
    return html`<p class="notice notice-bad">
      ${reason ? t('events.page.calledOffReason', { reason }) : t('events.page.calledOff')}
    </p>`;
  }
  if (event.status === 'draft') return html`<p class="notice">${t('events.page.draft')}</p>`;
  return new Date(event.endsAt) <= now && html`<p class="notice">${t('events.page.over')}</p>`;
}

function facts(event: Event): Html {
  const here = whenHere(event);
  const fact = (name: string, words: Html | string) =>
    html`<div>
      <dt>${t(`events.page.${name}`)}</dt>
      <dd>${words}</dd>
    </div>`;
  return html`<dl class="event-facts">
    ${fact(
      'when',
      html`<time datetime="${event.startsAt}">${whenOf(event)}</time
        >${here && html`<span class="event-here">${here}</span>`}`,
    )}${fact(
      'where',
      html`<span>${t(`events.format.${event.format}`)}</span>${
          event.place &&
          html`<span class="event-place">${event.place.name}</span
            >${event.place.address && html`<span class="event-address">${event.place.address}</span>`}`
        }`,
    )}${
      event.access.length > 0 &&
      fact(
        'access',
        html`<ul class="event-access">
          ${event.access.map((name) => html`<li>${t(`events.access.${name}`)}</li>`)}
        </ul>`,
      )
    }${event.campaign && fact('campaign', html`<a href="/campaigns/${event.campaign.slug}">${event.campaign.name}</a>`)}${fact('organiser', personOf(event.author))}
  </dl>`;
}

const discussion = (event: Event): Html | null =>
  event.discussion &&
  html`<p class="row">
    <a href="/discussions/${event.discussion.id}-${event.discussion.slug}">${t('events.page.discussion')}</a
    ><span class="small quiet"
      >${t('events.page.discussionCount', { count: event.discussion.replyCount })}</span
    >
  </p>`;

const series = (event: Event): Html | false =>
  event.series !== null &&
  event.series.length > 1 &&
  html`<section class="part" aria-labelledby="series-title">
    <h2 id="series-title">${t('events.page.series')}</h2>
    <ul class="event-series">
      ${event.series.map((each) => {
        const words = dayWords(each.start, 'en-GB');
        return html`<li>
          ${each.id === event.id ? html`<span aria-current="true">${words}, ${t('events.page.thisOne')}</span>` : html`<a href="${eventPath(each)}">${words}</a>`}${
            each.status === 'called_off' &&
            html`<span class="event-state-off"> ${t('events.row.calledOff')}</span>`
          }
        </li>`;
      })}
    </ul>
  </section>`;
