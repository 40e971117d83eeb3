import { DEEDS } from '@fingerpost/contracts/deeds';
import type { Resource } from '@fingerpost/contracts/resources';
import { t } from '@fingerpost/messages';
import { dayWords } from '@fingerpost/messages/days';
import { html, type Html } from './html.js';
import { personOf } from './parts.js';
import { formatWords } from './resources.part.js';
import type { Seen } from './page.js';
import { timeOf } from './times.js';

/** Beside a resource: its licence in plain words, and its facts, as apps/web/src/resources/ResourceAbout.vue draws them. */
export function about(resource: Resource, { now, site }: Seen): Html {
  const deed = DEEDS[resource.licence];
  const pages = resource.file?.pages;
  const fact = (name: string, value: Html | string, look?: 'row') =>
    html`<div>
      <dt>${t(`resources.one.${name}`)}</dt>
      <dd ${look && html`class="${look}"`}>${value}</dd>
    </div>`;
  return html`<aside class="part part-aside" aria-labelledby="licence">
    <h2 id="licence">${t('resources.licence.title')}</h2>
    <p><strong>${t(`resources.licence.name.${resource.licence}`)}</strong></p>
    <p class="small">${t(`resources.licence.plain.${resource.licence}`)}</p>
    ${deed && html`<p class="small"><a href="${deed}" rel="noopener license">${t('resources.licence.deed')}</a></p>`}
    <dl class="resource-facts">
      ${
        resource.format &&
        fact(
          'about',
          `${formatWords(resource.format, resource.size)}${pages ? `, ${t('resources.one.pages', { count: pages })}` : ''}`,
        )
      }${fact(
        'madeFor',
        resource.audience.length === 0
          ? t('resources.one.everybody')
          : html`${resource.audience.map((sector) => html`<span class="sector sector-${sector}">${t(`common.sector.${sector}`)}</span>`)}`,
        resource.audience.length === 0 ? undefined : 'row',
      )}${fact('owner', personOf(resource.owner))}${
        resource.number > 1 && fact('changed', timeOf(resource.changedAt, now))
      }${resource.reviewBy && fact('reviewBy', html`<time datetime="${resource.reviewBy}">${dayWords(resource.reviewBy)}</time>`)}
    </dl>
    ${resource.number > 0 && citation(resource, site.name)}
  </aside>`;
}

const citation = (resource: Resource, site: string): Html =>
  html`<h3 class="small">${t('resources.one.cite')}</h3>
    <p class="small">
      ${t('resources.one.citation', {
        author: resource.author.name || t('common.person.former'),
        title: resource.title,
        number: resource.number,
        site,
        date: resource.changedAt.slice(0, 4),
      })}
    </p>`;
