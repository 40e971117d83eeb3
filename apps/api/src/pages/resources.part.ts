import type { Resource, ResourceSummary } from '@fingerpost/contracts/resources';
import { t } from '@fingerpost/messages';
import { sizeWords } from '@fingerpost/messages/sizes';
import { html, type Html } from './html.js';
import { pathWith, personOf, tabs } from './parts.js';
import { libraryParts, type LibraryFilter } from './resources.address.js';
import { timeOf } from './times.js';

// The same markup as apps/web/src/resources.

export const resourcePath = ({ id, slug }: { id: number; slug: string }): string =>
  `/resources/${id}-${slug}`;

/** What one gets: "Word, 24 kB". */
export const formatWords = (format: ResourceSummary['format'], size: number | null): string =>
  format === null
    ? t('resources.row.held')
    : t(`resources.format.${format}`) + (size === null ? '' : `, ${sizeWords(size)}`);

export function resourceRow(
  row: ResourceSummary,
  now: Date,
  { inSpace = false, level = 2, note = '' }: { inSpace?: boolean; level?: 2 | 3; note?: string } = {},
): Html {
  const title = html`<a href="${resourcePath(row)}">${row.title}</a>`;
  return html`<li class="resource-row">
    ${level === 2 ? html`<h2 class="resource-row-title">${title}</h2>` : html`<h3 class="resource-row-title">${title}</h3>`}
    <p class="facts">
      <span class="kind">${t(`resources.kind.${row.kind}`)}</span
      ><span>${formatWords(row.format, row.size)}</span
      ><span>${t(`resources.licence.name.${row.licence}`)}</span>${
        !inSpace && html`<span>${t('common.row.in', { space: row.space.name })}</span>`
      }
    </p>
    ${note && html`<p class="collection-note">${note}</p>`}${row.summary && html`<p class="resource-row-summary">${row.summary}</p>`}
    <p class="facts">
      ${personOf(row.author)}${timeOf(row.changedAt, now)}${
        row.downloadCount > 0 &&
        html`<span>${t('resources.row.downloads', { count: row.downloadCount })}</span>`
      }${row.useCount > 0 && html`<span>${t('resources.row.uses', { count: row.useCount })}</span>`}${
        row.mayBeOutOfDate && html`<span class="resource-old">${t('resources.row.old')}</span>`
      }
    </p>
    ${row.thumbnail && html`<img class="resource-row-picture" src="${row.thumbnail}" alt="" loading="lazy" />`}
  </li>`;
}

/** The way to a version: a form, since what is fetched by a button is counted; a link is a link. */
export function getButton(
  resource: Resource,
  version: Resource['versions'][number],
  look: 'main' | 'past',
): Html {
  const words = (name: string) => t(`resources.one.${name}`, { number: version.number });
  if (version.link !== null)
    return html`<a
      class="${look === 'main' ? 'button button-arm' : 'resource-past-get'}"
      href="${version.link}"
      rel="noopener nofollow"
      >${words(look === 'main' ? 'open' : 'versionOpen')}</a
    >`;
  const format = t(`resources.format.${version.file!.format}`);
  const size = sizeWords(version.file!.size);
  const past = version.number === resource.number ? '' : `?version=${version.number}`;
  return html`<form method="post" action="/api/resources/${resource.id}/downloads${past}">
    <button type="submit" class="button ${look === 'main' ? 'button-arm' : 'button-plain'}">
      ${look === 'main' ? t('resources.one.getWhat', { format, size }) : words('versionGet')}
    </button>
  </form>`;
}

/** The library by age, by use, and as collections: three ways of the same rooms. */
export function libraryTabs(current: 'new' | 'used' | 'collections', filter: Partial<LibraryFilter>): Html {
  const tab = (name: string, to: string, is: typeof current) => ({
    label: t(`resources.list.${name}`),
    to,
    current: is === current,
  });
  const sorted = (sort: 'new' | 'used') => pathWith('/resources', libraryParts({ ...filter, sort }));
  return tabs(t('resources.list.tabs'), [
    tab('newest', sorted('new'), 'new'),
    tab('mostUsed', sorted('used'), 'used'),
    tab('collections', pathWith('/collections', { space: filter.space }), 'collections'),
  ]);
}
