import { Injectable } from '@nestjs/common';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import { SECTORS } from '@fingerpost/contracts/organisations';
import { LICENCES, RESOURCE_KINDS } from '@fingerpost/contracts/resources';
import type { Space } from '@fingerpost/contracts/spaces';
import { t } from '@fingerpost/messages';
import { resourcesTitle } from '@fingerpost/messages/titles';
import { ResourceQueries } from '../resources/resources.queries.js';
import { SpacesService } from '../spaces/spaces.service.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf, type ListPlace } from './list.address.js';
import type { Page, Seen } from './page.js';
import { empty, paged, pathWith } from './parts.js';
import { libraryFilterOf, libraryParts, libraryQuery, type LibraryFilter } from './resources.address.js';
import { libraryTabs, resourceRow } from './resources.part.js';

const PATH = '/resources';

/** The library with all that its address can ask. */
@Injectable()
export class ResourcesPage {
  constructor(
    private readonly resources: ResourceQueries,
    private readonly spaces: SpacesService,
  ) {}

  async write(seen: Seen): Promise<Page> {
    const filter = libraryFilterOf(seen.query);
    const place = listPlaceOf(seen.query);
    const [list, spaces] = await Promise.all([
      this.resources.page(seen.viewer, libraryQuery(filter, place)),
      this.spaces.page(seen.viewer, { limit: PAGE_MAX }),
    ]);
    const at = (from: ListPlace) => pathWith(PATH, libraryParts(filter, from));
    const ways = waysOf(list, at);
    const rows = html`<ul class="resource-list">
      ${list.items.map((row) => resourceRow(row, seen.now, { inSpace: Boolean(filter.space) }))}
    </ul>`;
    return {
      title: resourcesTitle(t, filter, spaces.items),
      description: t('resources.list.description'),
      canonical: at(place),
      main: html`<div class="page">
        <div class="page-head page-head-row">
          <h1 tabindex="-1">${t('resources.list.title')}</h1>
          <a class="button button-arm" href="${givePath(filter)}">${t('resources.list.share')}</a>
        </div>
        <p class="lead">${t('resources.list.lead')}</p>
        ${libraryTabs(filter.sort, filter)}${filters(filter, spaces.items)}${
          list.items.length === 0 ? none(filter) : paged(rows, ways, t('resources.list.previous'))
        }
      </div>`,
      known: [
        [['resources', 'list', { ...filter, ...place }], list],
        [['spaces', 'names'], spaces],
      ],
      ...ways,
      component: 'resources/ResourcesPage',
      keep: true,
    };
  }
}

const givePath = ({ space }: LibraryFilter) => pathWith('/resources/new', { space });

/** A plain form: with scripts off it sends itself. */
function filters(filter: LibraryFilter, spaces: readonly Space[]): Html {
  const field = (name: string, control: Html) =>
    html`<div class="field">
      <label class="field-label" for="filter-${name}">${t(`resources.list.${name}`)} </label>${control}
    </div>`;
  const select = (
    name: 'kind' | 'audience' | 'licence' | 'space',
    none: string,
    options: readonly { value: string; label: string }[],
  ) =>
    field(
      name,
      html`<select id="filter-${name}" class="input" name="${name}">
        <option value="">${t(`resources.list.${none}`)}</option>
        ${options.map(
          ({ value, label }) =>
            html`<option value="${value}" ${value === filter[name] && html`selected`}>${label}</option>`,
        )}
      </select>`,
    );
  const named = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, label: t(`${key}.${value}`) }));
  return html`<form
    class="filters"
    action="${PATH}"
    role="search"
    aria-label="${t('resources.list.filters')}"
  >
    ${filter.sort === 'used' && html`<input type="hidden" name="sort" value="used" />`}${select(
      'kind',
      'anyKind',
      named(RESOURCE_KINDS, 'resources.kind'),
    )}${select('audience', 'anyAudience', named(SECTORS, 'common.sector'))}${select(
      'licence',
      'anyLicence',
      named(LICENCES, 'resources.licence.name'),
    )}${select(
      'space',
      'anySpace',
      spaces.map(({ slug, name }) => ({ value: slug, label: name })),
    )}${field(
      'tag',
      html`<input
        id="filter-tag"
        class="input"
        type="text"
        name="tag"
        value="${filter.tag ?? ''}"
        autocomplete="off"
        autocapitalize="off"
      />`,
    )}<button type="submit" class="button button-quiet">${t('resources.list.apply')}</button>
  </form>`;
}

function none(filter: LibraryFilter): Html {
  const narrowed = Object.keys(filter).length > 1;
  return empty(
    t('resources.list.none'),
    t(`resources.list.${narrowed ? 'noneNarrowed' : 'noneHint'}`),
    html`<a class="button" href="${givePath(filter)}">${t('resources.list.share')}</a
      >${narrowed && html`<a class="button button-quiet" href="${PATH}">${t('resources.list.all')}</a>`}`,
  );
}
