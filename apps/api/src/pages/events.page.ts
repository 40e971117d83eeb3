import { Injectable } from '@nestjs/common';
import type { CampaignSummary } from '@fingerpost/contracts/campaigns';
import type { Page as List } from '@fingerpost/contracts/common';
import { EVENT_FORMATS, EVENT_KINDS, type EventSummary } from '@fingerpost/contracts/events';
import type { Space } from '@fingerpost/contracts/spaces';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { eventsTitle } from '@fingerpost/messages/titles';
import { Config } from '../config/settings.js';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { EventQueries } from '../events/events.queries.js';
import { wallClockAt } from '../events/instants.js';
import { SpacesService } from '../spaces/spaces.service.js';
import { eventList, READERS_ZONE } from './event.parts.js';
import { eventsFilterOf, eventsParts, eventsQuery, type EventsFilter } from './events.address.js';
import { monthPart } from './events.month.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf, type ListPlace, type Ways } from './list.address.js';
import type { Known, Page, Seen } from './page.js';
import { empty, paged, pathWith, tabs } from './parts.js';

const PATH = '/events';

/** The events that somebody can come to: as a list, or as a month. */
@Injectable()
export class EventsPage {
  constructor(
    private readonly config: Config,
    private readonly events: EventQueries,
    private readonly spaces: SpacesService,
    private readonly campaigns: Campaigns,
  ) {}

  async write(seen: Seen): Promise<Page> {
    const filter = eventsFilterOf(seen.query);
    const spaces = await this.spaces.page(seen.viewer, { limit: PAGE_MAX });
    const campaigns = filter.campaign ? await this.campaigns.list() : null;
    const { body, known, links } = await (filter.view === 'month'
      ? this.month(seen, filter)
      : this.list(seen, filter));
    return {
      title: eventsTitle(t, filter, spaces.items),
      description: t('events.description', { site: seen.site.name }),
      canonical:
        filter.view === 'mine'
          ? null
          : pathWith(PATH, { ...eventsParts(filter), ...listPlaceOf(seen.query) }),
      main: html`<div class="page">
        <div class="page-head page-head-row">
          <h1 tabindex="-1">${t('events.title')}</h1>
          <a class="button button-arm" href="${pathWith('/events/new', placeOf(filter))}"
            >${t('events.listOne')}</a
          >
        </div>
        ${views(filter, seen.member !== null)}${filters(filter, spaces.items)}${narrowed(filter, campaigns?.items ?? [], spaces.items, this.config.address)}${body}
      </div>`,
      known: [
        ...known,
        [['spaces', 'names'], spaces],
        ...(campaigns ? [[['events', 'campaign-names'], campaigns] satisfies Known] : []),
      ],
      ...links,
      component: 'events/EventsPage',
      keep: true,
    };
  }

  private async list(seen: Seen, filter: EventsFilter) {
    const place = listPlaceOf(seen.query);
    const list = await this.events.page(seen.viewer, eventsQuery(filter, place));
    const at = (from: ListPlace) => pathWith(PATH, { ...eventsParts(filter), ...from });
    const links = waysOf(list, at);
    const known: Known[] = [[['events', 'list', { ...filter, ...place }], list]];
    return { body: rows(list, filter, links), known, links };
  }

  private async month(seen: Seen, filter: EventsFilter) {
    const today = wallClockAt(seen.now, READERS_ZONE).slice(0, 10);
    const { view: _view, month = today.slice(0, 7), from: _from, to: _to, near: _near, ...narrowed } = filter;
    const found = await this.events.month(seen.viewer, { month, ...narrowed });
    const known: Known[] = [[['events', 'month', { month, ...narrowed }], found]];
    return { body: monthPart(found, filter, today), known, links: {} };
  }
}

/** What is listed from here stands where was looked. */
const placeOf = ({ space, campaign }: EventsFilter) => ({ space, campaign });

/** As apps/web/src/events/EventsNarrowed.vue. */
function narrowed(
  filter: EventsFilter,
  campaigns: readonly CampaignSummary[],
  spaces: readonly Space[],
  address: string,
): Html {
  const space = spaces.find(({ slug, can }) => slug === filter.space && can.read);
  const campaign = campaigns.find(({ slug }) => slug === filter.campaign);
  return html`${
    campaign &&
    html`<p class="events-narrowed row">
      <span>${t('events.list.ofCampaign')} <a href="/campaigns/${campaign.slug}">${campaign.name}</a></span
      ><a href="${pathWith(PATH, eventsParts({ ...filter, campaign: undefined }))}"
        >${t('events.list.all')}</a
      >
    </p>`
  }${
    space &&
    html`<p class="events-narrowed row small">
      ${space.visibility === 'public' && html`<a href="webcal://${new URL(address).host}/api/spaces/${space.slug}/events.ics">${t('events.calendar.followSpace')}</a>`}<a
        href="/api/spaces/${space.slug}/events.ics"
        download
        >${t('events.calendar.space')}</a
      >
    </p>`
  }`;
}

function views(filter: EventsFilter, member: boolean): Html {
  const { month: _month, from: _from, to: _to, view, ...narrowed } = filter;
  const names = member
    ? (['upcoming', 'month', 'past', 'mine'] as const)
    : (['upcoming', 'month', 'past'] as const);
  return tabs(t('events.list.tabs'), [
    ...names.map((name) => ({
      label: t(`events.list.${name}`),
      to: pathWith(PATH, eventsParts({ ...narrowed, view: name })),
      current: name === view,
    })),
    { label: t('events.list.campaigns'), to: '/campaigns', current: false },
  ]);
}

/** A plain form: with scripts off it sends itself. */
function filters(filter: EventsFilter, spaces: readonly Space[]): Html {
  const field = (name: string, control: Html) =>
    html`<div class="field">
      <label class="field-label" for="filter-${name}">${t(`events.list.${name}`)} </label>${control}
    </div>`;
  const select = (
    name: 'kind' | 'format' | 'space',
    none: string,
    options: readonly { value: string; label: string }[],
  ) =>
    field(
      name,
      html`<select id="filter-${name}" class="input" name="${name}">
        <option value="">${none}</option>
        ${options.map(
          ({ value, label }) =>
            html`<option value="${value}" ${value === filter[name] && html`selected`}>${label}</option>`,
        )}
      </select>`,
    );
  const input = (name: 'from' | 'to' | 'near', type: string) =>
    field(
      name,
      html`<input
        id="filter-${name}"
        class="input"
        type="${type}"
        name="${name}"
        value="${filter[name] ?? ''}"
        autocomplete="off"
      />`,
    );
  return html`<form class="filters" action="${PATH}" role="search" aria-label="${t('events.list.filters')}">
    ${filter.view !== 'upcoming' && html`<input type="hidden" name="view" value="${filter.view}" />`}${
      filter.campaign && html`<input type="hidden" name="campaign" value="${filter.campaign}" />`
    }${
      filter.month && html`<input type="hidden" name="month" value="${filter.month}" />`
    }${filter.view === 'upcoming' && html`${input('from', 'date')}${input('to', 'date')}`}${select(
      'kind',
      t('events.list.anyKind'),
      EVENT_KINDS.map((value) => ({ value, label: t(`events.kind.${value}`) })),
    )}${select(
      'format',
      t('events.list.anyFormat'),
      EVENT_FORMATS.map((value) => ({ value, label: t(`events.format.${value}`) })),
    )}${select(
      'space',
      t('events.list.anySpace'),
      spaces.map(({ slug, name }) => ({ value: slug, label: name })),
    )}${filter.view !== 'month' && input('near', 'text')}<button type="submit" class="button button-quiet">
      ${t('events.list.apply')}
    </button>
  </form>`;
}

function rows(list: List<EventSummary>, filter: EventsFilter, ways: Ways): Html {
  if (list.items.length === 0) return none(filter);
  const rows = eventList(list.items, { inSpace: Boolean(filter.space), level: 2 });
  return paged(rows, ways, t('events.list.previous'));
}

function none(filter: EventsFilter): Html {
  const mine = filter.view === 'mine';
  const narrowed = Boolean(
    filter.kind ?? filter.format ?? filter.space ?? filter.campaign ?? filter.near ?? filter.from,
  );
  const hint = narrowed ? 'noneNarrowed' : mine ? 'noneMineHint' : 'noneHint';
  const actions = html`<a class="button" href="${pathWith('/events/new', placeOf(filter))}"
      >${t('events.listOne')}</a
    >${(narrowed || mine) && html`<a class="button button-quiet" href="${PATH}">${t('events.list.all')}</a>`}`;
  return empty(t(mine ? 'events.list.noneMine' : 'events.list.none'), t(`events.list.${hint}`), actions);
}
