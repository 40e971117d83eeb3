import { Injectable } from '@nestjs/common';
import type { CollectionSummary } from '@fingerpost/contracts/collections';
import type { Page as List } from '@fingerpost/contracts/common';
import { DEEDS } from '@fingerpost/contracts/deeds';
import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import type { Resource, ResourceUse } from '@fingerpost/contracts/resources';
import { t } from '@fingerpost/messages';
import { dayWords } from '@fingerpost/messages/days';
import { notFound } from '../http/problem.js';
import { isMember } from '../http/viewer.js';
import { CollectionQueries } from '../resources/collections/collections.queries.js';
import { Resources } from '../resources/resources.service.js';
import { ResourceUses } from '../resources/uses.service.js';
import { collectionsOfResource } from './collections.part.js';
import { html, type Html } from './html.js';
import type { Elsewhere, Page, Seen } from './page.js';
import { pathWith, personOf } from './parts.js';
import { about } from './resource.about.js';
import { getButton, resourcePath } from './resources.part.js';
import { idOf } from './thread.address.js';
import { timeOf } from './times.js';

/** One resource: what it is, how to get it, what others made of it. */
@Injectable()
export class ResourcePage {
  constructor(
    private readonly resources: Resources,
    private readonly uses: ResourceUses,
    private readonly collections: CollectionQueries,
  ) {}

  async write(seen: Seen, idSlug: string): Promise<Page | Elsewhere> {
    const id = idOf(idSlug);
    if (id === null) throw notFound();
    const resource = await this.resources.detail(seen.viewer, id);
    const path = resourcePath(resource);
    if (path !== `/resources/${idSlug}`) return { to: path, status: 301 };
    const [uses, collections] = await Promise.all([
      this.uses.page(seen.viewer, id, { limit: PAGE_DEFAULT }),
      this.collections.page(seen.viewer, { resource: id, limit: PAGE_DEFAULT }),
    ]);
    const isPublic = resource.space.visibility === 'public' && resource.state === 'published';
    return {
      title: resource.title,
      description: resource.summary || t(`resources.kind.${resource.kind}`),
      canonical: isPublic ? path : null,
      kind: 'article',
      main: main(resource, uses, collections.items, seen),
      known: [
        [['resources', 'detail', id], resource],
        [['resources', 'uses', id, {}], uses],
        [['collections', 'list', { resource: id }], collections],
      ],
      ...(isPublic && { data: learningResource(resource) }),
      component: 'resources/ResourcePage',
      keep: true,
    };
  }
}

const main = (
  resource: Resource,
  uses: List<ResourceUse>,
  collections: readonly CollectionSummary[],
  seen: Seen,
): Html =>
  html`<div class="page page-resource">
    <p class="back"><a href="/resources">${t('resources.list.title')}</a></p>
    <div class="resource-top">
      ${head(resource, seen.now)} ${(resource.can.change || resource.can.addVersion) && tools()}
    </div>
    ${waiting(resource)}${outOfDate(resource)}
    <div class="page-columns">
      <div class="stack-wide">
        ${get(resource, seen)}${usesPart(resource, uses, seen)}${discussion(resource)}${collectionsOfResource(collections, { open: resource.number > 0, isMember: isMember(seen.viewer) })}${versions(resource, seen.now)}
      </div>
      ${about(resource, seen)}
    </div>
  </div>`;

const head = (resource: Resource, now: Date): Html =>
  html`<header class="page-head">
    <p class="facts">
      <span class="kind">${t(`resources.kind.${resource.kind}`)}</span
      ><a href="/spaces/${resource.space.slug}">${resource.space.name}</a>
    </p>
    <h1 tabindex="-1">${resource.title}</h1>
    <p class="facts">
      ${personOf(resource.author)}${timeOf(resource.createdAt, now)}${
        resource.downloadCount > 0 &&
        html`<span>${t('resources.row.downloads', { count: resource.downloadCount })}</span>`
      }${resource.useCount > 0 && html`<span>${t('resources.row.uses', { count: resource.useCount })}</span>`}
    </p>
    ${
      resource.tags.length > 0 &&
      html`<ul class="row tags" aria-label="${t('resources.one.topics')}">
        ${resource.tags.map((tag) => html`<li><a class="tag" href="${pathWith('/resources', { tag })}">${tag}</a></li>`)}
      </ul>`
    }
  </header>`;

/** The menu of who looks after it; what is in it comes with the scripts. */
const tools = (): Html =>
  html`<button
    type="button"
    class="button button-quiet button-small"
    aria-label="${t('resources.tools.menuLabel')}"
  >
    ${t('resources.tools.menu')}
  </button>`;

/** Of the newest file, to who gave it, while others do not have it. */
function waiting({ versions: [newest] }: Resource): Html | null {
  if (!newest || newest.open || !newest.file) return null;
  const { state, reason } = newest.file;
  const words =
    state === 'refused'
      ? t('resources.state.refused', { reason: t(`resources.reason.${reason ?? 'damaged'}`) })
      : t(`resources.state.${state === 'held' && reason ? reason : 'scanning'}`);
  return html`<div class="notice${state === 'refused' ? ' notice-bad' : ''}">
    <p>${words}</p>
    ${state === 'refused' && html`<p>${t('resources.state.refusedNext')}</p>`}
  </div>`;
}

const outOfDate = ({ mayBeOutOfDate, reviewBy, can, unattended, number, space }: Resource): Html | false =>
  mayBeOutOfDate &&
  reviewBy !== null &&
  html`<div class="notice notice-new">
    <p>${t('resources.one.old', { date: dayWords(reviewBy) })}</p>
    ${
      can.change &&
      html`<p>${t('resources.one.oldOwner')}</p>
        ${unattended && number > 0 && html`<p>${t('resources.one.oldUnattended', { space: space.name })}</p>`}
        <p class="row">
          <button type="button" class="button button-quiet button-small">
            ${t('resources.one.stillRight')}
          </button>
          ${
            unattended &&
            number > 0 &&
            html`<button type="button" class="button button-quiet button-small">
              ${t('resources.tools.hand')}
            </button>`
          }
        </p>`
    }
  </div>`;

function get(resource: Resource, { address }: Seen): Html {
  const present = resource.versions.find(({ number, open }) => open && number === resource.number);
  const next = `/sign-in?next=${encodeURIComponent(address)}`;
  return html`<section class="resource-get" aria-labelledby="resource-about">
    <h2 id="resource-about" class="visually-hidden">${t('resources.one.about')}</h2>
    ${
      resource.thumbnail &&
      html`<img class="resource-picture" src="${resource.thumbnail}" alt="${t('resources.one.picture')}" />`
    }
    <div class="stack">
      ${resource.summary && html`<div class="resource-summary">${paragraphs(resource.summary)}</div>`}${
        present && resource.can.get
          ? html`<div class="stack stack-tight">
              ${getButton(resource, present, 'main')}${trust(resource)}
            </div>`
          : present &&
            html`<div class="stack stack-tight">
              <p>${t('resources.one.membersOnly')}</p>
              <p><a class="button" href="${next}">${t('resources.one.signIn')}</a></p>
            </div>`
      }
    </div>
  </section>`;
}

const paragraphs = (text: string): Html[] =>
  text
    .split(/\n\s*\n/)
    .filter((words) => words.trim())
    .map((words) => html`<p>${words.trim()}</p>`);

/** Where a link leads, or what is known of a file. */
function trust({ link, file }: Resource): Html | null {
  if (link)
    return html`<p class="small quiet">${t('resources.one.leads', { host: new URL(link).hostname })}</p>`;
  if (!file) return null;
  return html`<p class="small quiet">${t(`resources.one.${file.scanned ? 'scanned' : 'notScanned'}`)}</p>`;
}

const usesPart = (resource: Resource, uses: List<ResourceUse>, seen: Seen): Html | false =>
  resource.number > 0 &&
  html`<section class="part" aria-labelledby="uses">
    <h2 id="uses">${t('resources.uses.title')}</h2>
    ${
      uses.items.length === 0
        ? html`<p class="part-none">${t('resources.uses.none')}</p>`
        : html`<ul class="resource-uses">
            ${uses.items.map(
              ({ person, words, writtenAt }) =>
                html`<li>
                  <p>${words}</p>
                  <p class="facts">${personOf(person)}${timeOf(writtenAt, seen.now)}</p>
                </li>`,
            )}
          </ul>`
    }${resource.can.join && joinToSay(resource, seen)}
  </section>`;

function discussion({ discussion: thread, number }: Resource): Html | false {
  return (
    number > 0 &&
    html`<section class="part" aria-labelledby="discussion">
      <h2 id="discussion">${t('resources.one.discussion')}</h2>
      ${
        thread
          ? html`<p>
              <a href="/discussions/${thread.id}-${thread.slug}"
                >${t('resources.one.discussionOpen', { count: thread.replyCount })}</a
              >
            </p>`
          : html`<p class="part-none">${t('resources.one.discussionNone')}</p>`
      }
    </section>`
  );
}

/** Only members of its space write about it: the way in stands where they would write. */
const joinToSay = ({ space: { name: space } }: Resource, { member, address }: Seen): Html =>
  html`<div class="stack stack-tight">
    <p class="quiet">${t('resources.uses.join', { space })}</p>
    <p>
      ${
        member
          ? html`<button type="button" class="button button-quiet">
              ${t('resources.one.join', { space })}
            </button>`
          : html`<a class="button button-quiet" href="/sign-in?next=${encodeURIComponent(address)}"
              >${t('resources.give.signIn')}</a
            >`
      }
    </p>
  </div>`;

const versions = (resource: Resource, now: Date): Html | false =>
  resource.versions.length > 1 &&
  html`<section class="part" aria-labelledby="versions">
    <h2 id="versions">${t('resources.one.versions')}</h2>
    <ol class="resource-versions" reversed>
      ${resource.versions.map(
        (version) =>
          html`<li>
            <p>
              <strong>${t('resources.one.version', { number: version.number })}</strong>
              ${version.note || t('resources.one.first')}
            </p>
            <p class="facts">
              ${personOf(version.author)}${timeOf(version.writtenAt, now)}${
                version.downloadCount > 0 &&
                html`<span>${t('resources.row.downloads', { count: version.downloadCount })}</span>`
              }
            </p>
            ${version.open && resource.can.get && version.number !== resource.number && getButton(resource, version, 'past')}
          </li>`,
      )}
    </ol>
  </section>`;

/** As schema.org describes it, for library systems and search engines. */
const learningResource = (resource: Resource): object => ({
  '@type': 'LearningResource',
  name: resource.title,
  ...(resource.summary && { description: resource.summary }),
  learningResourceType: t(`resources.kind.${resource.kind}`),
  author: { '@type': 'Person', name: resource.author.name || t('common.person.former') },
  dateCreated: resource.createdAt,
  dateModified: resource.changedAt,
  version: String(resource.number),
  isAccessibleForFree: true,
  ...(resource.tags.length > 0 && { keywords: resource.tags.join(', ') }),
  ...(DEEDS[resource.licence] && { license: DEEDS[resource.licence] }),
});
