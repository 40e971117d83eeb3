import { Injectable } from '@nestjs/common';
import {
  DIRECTORY_CHOICES,
  DIRECTORY_CHOICE_NAMES,
  WHOLE_ZOOM,
  directoryFilterOf,
  directoryQuery,
  directoryViewOf,
  type DirectoryChoice,
  type DirectoryView,
} from '@fingerpost/contracts/directory-address';
import type { Me } from '@fingerpost/contracts/accounts';
import type { Page as List } from '@fingerpost/contracts/common';
import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import type { DirectoryFilter } from '@fingerpost/contracts/partnership-kinds';
import type { PartnershipSummary } from '@fingerpost/contracts/partnerships';
import { t } from '@fingerpost/messages';
import { partnershipsTitle } from '@fingerpost/messages/titles';
import { PartnershipMap } from '../partnerships/map/map.service.js';
import { PartnershipQueries } from '../partnerships/partnerships.queries.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf, type ListPlace, type Ways } from './list.address.js';
import type { Page, Seen } from './page.js';
import { empty, paged, pathWith, tabs } from './parts.js';
import { directoryList, directoryTable } from './partnerships.part.js';

const PATH = '/partnerships';

/** The directory: a map with its list, or a table, of what one address asks. Without scripts the list says what the map would. */
@Injectable()
export class PartnershipsPage {
  constructor(
    private readonly partnerships: PartnershipQueries,
    private readonly map: PartnershipMap,
  ) {}

  async write(seen: Seen): Promise<Page> {
    const read = (name: string) => seen.query.get(name) || undefined;
    const [filter, view, place] = [directoryFilterOf(read), directoryViewOf(read), listPlaceOf(seen.query)];
    const [list, map] = await Promise.all([
      this.partnerships.page(seen.viewer, { ...filter, ...place, limit: PAGE_DEFAULT }),
      this.map.features(seen.viewer, { ...filter, zoom: WHOLE_ZOOM }),
    ]);
    const at = (from: ListPlace) => pathWith(PATH, { ...directoryQuery(filter, view), ...from });
    const ways = waysOf(list, at);
    return {
      title: partnershipsTitle(t, filter, DIRECTORY_CHOICE_NAMES),
      description: t('partnerships.description'),
      canonical: at(place),
      main: html`<div class="page page-directory">
        ${head(seen.member)}${views(filter, view)}${filters(filter, view)}
        <p class="directory-found" role="status">${t('partnerships.found', { count: map.total })}</p>
        ${view === 'map' && mapPlace()}${rows(list, filter, view, ways)}${downloads(filter)}
      </div>`,
      known: [
        [['partnerships', 'list', { ...filter, ...place }], list],
        [['partnerships', 'map', filter, { zoom: WHOLE_ZOOM }], map],
      ],
      ...ways,
      component: 'partnerships/PartnershipsPage',
      keep: true,
    };
  }
}

const head = (member: Me | null): Html =>
  html`<div class="page-head">
    <div class="page-head-row">
      <h1 tabindex="-1">${t('partnerships.title')}</h1>
      <div class="row">
        ${member?.can.lookAfterDirectory && html`<a class="button button-plain" href="/partnerships/claims">${t('partnerships.desk.open')}</a>`}${member && html`<a class="button button-plain" href="/people">${t('partnerships.people')}</a>`}<a
          class="button button-quiet"
          href="/partnerships/new"
          >${t('partnerships.add')}</a
        >
      </div>
    </div>
    <p>${t('partnerships.lead')}</p>
  </div>`;

const views = (filter: DirectoryFilter, view: DirectoryView): Html =>
  tabs(
    t('partnerships.views'),
    (['map', 'table'] as const).map((name) => ({
      label: t(`partnerships.view.${name}`),
      to: pathWith(PATH, directoryQuery(filter, name)),
      current: name === view,
    })),
  );

/** A plain form: with scripts off it sends itself. */
const filters = (filter: DirectoryFilter, view: DirectoryView): Html =>
  html`<form class="filters" action="${PATH}" role="search" aria-label="${t('partnerships.filters')}">
    ${view === 'table' && html`<input type="hidden" name="view" value="table" />`}
    <div class="field">
      <label class="field-label" for="directory-q">${t('partnerships.filter.q')} </label
      ><input
        id="directory-q"
        class="input"
        type="search"
        name="q"
        maxlength="200"
        value="${filter.q ?? ''}"
      />
    </div>
    ${DIRECTORY_CHOICE_NAMES.map((name) => choice(name, filter[name]))}<button
      type="submit"
      class="button button-quiet"
    >
      ${t('partnerships.filter.apply')}
    </button>
    ${Object.keys(filter).length > 0 && html`<a href="${pathWith(PATH, directoryQuery({}, view))}">${t('partnerships.filter.clear')}</a>`}
  </form>`;

const choice = (name: DirectoryChoice, chosen: string | undefined): Html =>
  html`<div class="field">
    <label class="field-label" for="directory-${name}">${t(`partnerships.filter.${name}`)} </label
    ><select id="directory-${name}" class="input" name="${name}">
      <option value="">${t(`partnerships.filter.any.${name}`)}</option>
      ${DIRECTORY_CHOICES[name].map(
        (value) =>
          html`<option value="${value}" ${value === chosen && html`selected`}>
            ${t(name === 'sector' ? `common.sector.${value}` : `partnerships.${name}.${value}`)}
          </option>`,
      )}
    </select>
  </div>`;

/** Its place is kept, so that nothing moves when the map comes. */
const mapPlace = (): Html =>
  html`<div class="map-place">
    <noscript><p class="notice">${t('partnerships.map.needsScripts')}</p></noscript>
  </div>`;

function rows(
  list: List<PartnershipSummary>,
  filter: DirectoryFilter,
  view: DirectoryView,
  ways: Ways,
): Html {
  if (list.items.length === 0)
    return Object.keys(filter).length > 0
      ? empty(
          t('partnerships.none'),
          t('partnerships.noneHint'),
          html`<a class="button button-quiet" href="${pathWith(PATH, directoryQuery({}, view))}"
            >${t('partnerships.filter.clear')}</a
          >`,
        )
      : empty(t('partnerships.noneAtAll'));
  const part = html`<section class="stack directory-part" aria-labelledby="directory-list">
    <h2 id="directory-list" ${view === 'table' && html`class="visually-hidden"`}>
      ${t(view === 'table' ? 'partnerships.view.table' : 'partnerships.map.listTitle')}
    </h2>
    ${view === 'table' ? directoryTable(list.items) : directoryList(list.items)}
  </section>`;
  return paged(part, ways, t('partnerships.previous'), t('partnerships.next'));
}

const downloads = (filter: DirectoryFilter): Html =>
  html`<p class="facts">
    <span>${t('partnerships.downloads')}</span>
    ${(['csv', 'json', 'geojson'] as const).map(
      (kind) =>
        html`<a href="${pathWith(`/api/partnerships.${kind}`, directoryQuery(filter))}"
          >${t(`partnerships.download.${kind}`)}</a
        >`,
    )}
  </p>`;
