import type { Collection, CollectionSummary } from '@fingerpost/contracts/collections';
import type { Page as List } from '@fingerpost/contracts/common';
import type { SpaceDetail } from '@fingerpost/contracts/spaces';
import { t } from '@fingerpost/messages';
import { html, type Html } from './html.js';
import { pathWith, personOf } from './parts.js';
import { timeOf } from './times.js';

// The same markup as apps/web/src/resources/collections.

export const collectionPath = ({ id, slug }: { id: number; slug: string }): string =>
  `/collections/${id}-${slug}`;

export const collectionFacts = (row: CollectionSummary, now: Date): Html =>
  html`<p class="facts">
    ${personOf(row.author)}${timeOf(row.changedAt, now)}<span
      >${t('resources.collections.count', { count: row.count })}</span
    >
  </p>`;

export const collectionRow = (row: CollectionSummary, now: Date, { inSpace = false } = {}): Html =>
  html`<li class="resource-row">
    <h2 class="resource-row-title"><a href="${collectionPath(row)}">${row.title}</a></h2>
    ${!inSpace && html`<p class="facts"><span>${t('common.row.in', { space: row.space.name })}</span></p>`}${
      row.summary && html`<p class="resource-row-summary">${row.summary}</p>`
    }${collectionFacts(row, now)}
  </li>`;

/** So many stand beside a space; the rest is a click away. */
export const SPACE_COLLECTIONS = 5;

/** Beside a space: what its members put together. */
export function collectionsOfSpace(
  space: SpaceDetail,
  { items, next }: List<CollectionSummary>,
): Html | null {
  if (items.length === 0 && !space.can.write) return null;
  const make = pathWith('/collections/new', { space: space.slug });
  return html`<section class="part part-aside" aria-labelledby="collections-title">
    <h2 id="collections-title">${t('spaces.collections.title')}</h2>
    ${
      items.length === 0
        ? html`<p class="small">${t('spaces.collections.none')}</p>`
        : html`<ul class="stack stack-tight">
            ${items.map(
              (row) =>
                html`<li>
                  <a href="${collectionPath(row)}">${row.title}</a>
                  <p class="small quiet">${t('spaces.collections.count', { count: row.count })}</p>
                </li>`,
            )}
          </ul>`
    }
    ${(next || space.can.write) && html`<p class="row small">${next && html`<a href="${pathWith('/collections', { space: space.slug })}">${t('spaces.collections.all')}</a>`}${space.can.write && html`<a href="${make}">${t('spaces.collections.make')}</a>`}</p>`}
  </section>`;
}

/** On the page of a resource: where it stands among others, and the way to put it somewhere. */
export const collectionsOfResource = (
  items: readonly CollectionSummary[],
  { open, isMember }: { open: boolean; isMember: boolean },
): Html | false =>
  open &&
  (items.length > 0 || isMember) &&
  html`<section class="part" aria-labelledby="collections">
    <h2 id="collections">${t('resources.collections.title')}</h2>
    ${
      items.length === 0
        ? html`<p class="part-none">${t('resources.collections.partNone')}</p>`
        : html`<ul class="resource-versions">
            ${items.map(
              (row) =>
                html`<li>
                  <p><a href="${collectionPath(row)}">${row.title}</a></p>
                  <p class="facts">
                    <span>${t('resources.collections.count', { count: row.count })}</span
                    ><span>${t('common.row.in', { space: row.space.name })}</span>
                  </p>
                </li>`,
            )}
          </ul>`
    }
    ${
      isMember &&
      html`<p>
        <button type="button" class="button button-quiet">${t('resources.collections.add')}</button>
      </p>`
    }
  </section>`;

/** As schema.org describes it. */
export const collectionData = (collection: Collection, address: (path: string) => string): object => ({
  '@type': 'Collection',
  name: collection.title,
  ...(collection.summary && { description: collection.summary }),
  dateModified: collection.changedAt,
  hasPart: collection.items.map(({ resource }) => ({
    '@type': 'LearningResource',
    name: resource.title,
    url: address(`/resources/${resource.id}-${resource.slug}`),
  })),
});
