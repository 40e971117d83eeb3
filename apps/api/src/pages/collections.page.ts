import { Injectable } from '@nestjs/common';
import { Slug } from '@fingerpost/contracts/common';
import { PAGE_DEFAULT, PAGE_MAX } from '@fingerpost/contracts/limits';
import type { Space } from '@fingerpost/contracts/spaces';
import { t } from '@fingerpost/messages';
import { CollectionQueries } from '../resources/collections/collections.queries.js';
import { SpacesService } from '../spaces/spaces.service.js';
import { collectionRow } from './collections.part.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf, type ListPlace } from './list.address.js';
import type { Page, Seen } from './page.js';
import { empty, paged, pathWith } from './parts.js';
import { libraryTabs } from './resources.part.js';

const PATH = '/collections';

/** All collections, or those of one space. */
@Injectable()
export class CollectionsPage {
  constructor(
    private readonly collections: CollectionQueries,
    private readonly spaces: SpacesService,
  ) {}

  async write(seen: Seen): Promise<Page> {
    const asked = seen.query.get('space') ?? '';
    const filter = Slug.safeParse(asked).success ? { space: asked } : {};
    const place = listPlaceOf(seen.query);
    const [list, spaces] = await Promise.all([
      this.collections.page(seen.viewer, { ...filter, ...place, limit: PAGE_DEFAULT }),
      this.spaces.page(seen.viewer, { limit: PAGE_MAX }),
    ]);
    const at = (from: ListPlace) => pathWith(PATH, { ...filter, ...from });
    const ways = waysOf(list, at);
    const rows = html`<ul class="resource-list">
      ${list.items.map((row) => collectionRow(row, seen.now, { inSpace: Boolean(filter.space) }))}
    </ul>`;
    const make = pathWith(`${PATH}/new`, filter);
    return {
      title: t('resources.collections.title'),
      description: t('resources.collections.description'),
      canonical: at(place),
      main: html`<div class="page">
        <div class="page-head page-head-row">
          <h1 tabindex="-1">${t('resources.collections.title')}</h1>
          <a class="button button-arm" href="${make}">${t('resources.collections.make')}</a>
        </div>
        <p class="lead">${t('resources.collections.lead')}</p>
        ${libraryTabs('collections', filter)}${bySpace(filter.space, spaces.items)}${
          list.items.length === 0 ? none(filter.space, make) : paged(rows, ways, t('resources.list.previous'))
        }
      </div>`,
      known: [
        [['collections', 'list', { ...filter, ...place }], list],
        [['spaces', 'names'], spaces],
      ],
      ...ways,
      component: 'resources/collections/CollectionsPage',
      keep: true,
    };
  }
}

/** A plain form: with scripts off it sends itself. */
const bySpace = (chosen: string | undefined, spaces: readonly Space[]): Html =>
  html`<form
    class="filters"
    action="${PATH}"
    role="search"
    aria-label="${t('resources.collections.filters')}"
  >
    <div class="field">
      <label class="field-label" for="filter-space">${t('resources.list.space')} </label
      ><select id="filter-space" class="input" name="space">
        <option value="">${t('resources.list.anySpace')}</option>
        ${spaces.map(({ slug, name }) => html`<option value="${slug}" ${slug === chosen && html`selected`}>${name}</option>`)}
      </select>
    </div>
    <button type="submit" class="button button-quiet">${t('resources.list.apply')}</button>
  </form>`;

const none = (space: string | undefined, make: string): Html =>
  empty(
    t('resources.collections.none'),
    t(`resources.collections.${space ? 'noneNarrowed' : 'noneHint'}`),
    html`<a class="button" href="${make}">${t('resources.collections.make')}</a
      >${space && html`<a class="button button-quiet" href="${PATH}">${t('resources.collections.all')}</a>`}`,
  );
