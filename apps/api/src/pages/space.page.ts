import { Injectable } from '@nestjs/common';
import type { CollectionSummary } from '@fingerpost/contracts/collections';
import type { Page as List } from '@fingerpost/contracts/common';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { Watch } from '@fingerpost/contracts/notifications';
import type { SpaceDetail } from '@fingerpost/contracts/spaces';
import { t } from '@fingerpost/messages';
import { DiscussionQueries } from '../discussions/discussions.queries.js';
import { isMember } from '../http/viewer.js';
import { Watches } from '../notifications/watches.service.js';
import { CollectionQueries } from '../resources/collections/collections.queries.js';
import { SpacesService } from '../spaces/spaces.service.js';
import { SPACE_COLLECTIONS, collectionsOfSpace } from './collections.part.js';
import { listQuery } from './discussions.address.js';
import { html, raw, type Html } from './html.js';
import { listPlaceOf, waysOf, type Ways } from './list.address.js';
import type { Known, Page, Seen } from './page.js';
import { discussionList, empty, paged, pathWith } from './parts.js';
import { joinButton, spaceFacts } from './spaces.part.js';
import { watchButton } from './watch.part.js';

/** One space: what it is, what is said in it, and the next thing to do there. */
@Injectable()
export class SpacePage {
  constructor(
    private readonly spaces: SpacesService,
    private readonly discussions: DiscussionQueries,
    private readonly watches: Watches,
    private readonly collections: CollectionQueries,
  ) {}

  async write(seen: Seen, slug: string): Promise<Page> {
    const place = listPlaceOf(seen.query);
    const filter = { space: slug, sort: 'active' as const };
    const space = await this.spaces.detail(seen.viewer, slug);
    const list = space.can.read ? await this.discussions.page(seen.viewer, listQuery(filter, place)) : null;
    const { viewer } = seen;
    const watch = space.can.read && isMember(viewer) ? await this.watches.ofSpace(viewer, slug) : null;
    const collections =
      space.can.read && seen.site.modules.includes('resources')
        ? await this.collections.page(viewer, { space: slug, limit: SPACE_COLLECTIONS })
        : null;
    const path = `/spaces/${space.slug}`;
    const ways = waysOf(list, (from) => pathWith(path, { ...from }));
    const known: Known[] = [[['spaces', 'detail', slug], space]];
    if (watch) known.push([['watch', 'space', slug], watch]);
    if (collections)
      known.push([['collections', 'list', { space: slug, limit: SPACE_COLLECTIONS }], collections]);
    if (list) known.push([['discussions', 'list', { ...filter, ...place }], list]);
    return {
      title: space.name,
      description: space.summary,
      canonical: space.visibility === 'public' ? pathWith(path, { ...place }) : null,
      main: html`<div class="page">
        <div class="page-head">
          <p class="back"><a href="/spaces">${t('spaces.title')}</a></p>
          <h1>${space.name}</h1>
          ${space.summary && html`<p class="lead">${space.summary}</p>`}${spaceFacts(space, seen.now)}${standing(space, seen, watch)}
        </div>
        <div class="page-columns">
          ${list ? inside(space, list, seen.now, ways) : door(space)}${aside(space, collections, seen)}
        </div>
      </div>`,
      known,
      ...ways,
      component: 'spaces/SpacePage',
      keep: true,
    };
  }

  /** The settings of a space, which need the scripts. */
  async settings(seen: Seen, slug: string): Promise<Page> {
    const space = await this.spaces.detail(seen.viewer, slug);
    const title = t('spaces.form.editTitle', { name: space.name });
    return {
      title,
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back">
            <a href="/spaces/${space.slug}">${t('spaces.membersPage.back', { name: space.name })}</a>
          </p>
          <h1>${title}</h1>
        </div>
        ${!space.can.manage && html`<p>${t('spaces.form.notYours')}</p>`}
      </div>`,
      known: [[['spaces', 'detail', slug], space]],
      component: 'spaces/SpaceSettingsPage',
    };
  }
}

function standing(space: SpaceDetail, { member }: Seen, watch: Watch | null): Html {
  const state = space.membership?.state;
  const waiting = (state === 'asked' || state === 'invited') && html`<p>${t(`spaces.yours.${state}`)}</p>`;
  const first = space.can.write
    ? html`<a class="button button-arm" href="${pathWith('/discussions/new', { space: space.slug })}"
        >${t('spaces.askHere')}</a
      >`
    : !member &&
      html`<a class="button button-quiet" href="${pathWith('/sign-in', { next: `/spaces/${space.slug}` })}"
        >${t('spaces.signInToJoin')}</a
      >`;
  return html`<div class="space-standing row">
    ${first}${waiting}${joinButton(space)}${watchButton(watch, space.name)}${space.can.join && space.can.read && !waiting && html`<p class="small quiet">${t('spaces.joinToAsk')}</p>`}
  </div>`;
}

const inside = (space: SpaceDetail, list: List<DiscussionSummary>, now: Date, ways: Ways): Html =>
  html`<section class="part" aria-labelledby="discussions-title">
    <div class="part-head">
      <h2 id="discussions-title">${t('spaces.discussionsTitle')}</h2>
      <a class="small" href="${pathWith('/discussions', { space: space.slug })}"
        >${t('spaces.allDiscussions')}</a
      >
    </div>
    <div role="status" aria-live="polite"></div>
    ${
      list.items.length === 0
        ? empty(
            t('spaces.noDiscussions'),
            t(space.can.write ? 'spaces.noDiscussionsHint' : 'spaces.joinToAsk'),
          )
        : paged(
            discussionList(list.items, now, { inSpace: true }),
            ways,
            t('spaces.earlierDiscussions'),
            t('spaces.moreDiscussions'),
          )
    }
  </section>`;

const door = (space: SpaceDetail): Html =>
  html`<div class="notice">
    <p>${t('spaces.closedDoor')}</p>
    ${space.can.ask && html`<p>${t('spaces.closedDoorHint')}</p>`}
  </div>`;

function aside(space: SpaceDetail, collections: List<CollectionSummary> | null, { site }: Seen): Html {
  const more = (['events', 'resources'] as const).filter((name) => site.modules.includes(name));
  const { can, membership } = space;
  const active = membership?.state === 'active';
  const leave = active ? 'leave' : membership?.state === 'asked' ? 'withdraw' : 'decline';
  return html`<aside class="stack" aria-label="${t('spaces.about')}">
    ${
      space.descriptionHtml &&
      html`<section class="part part-aside" aria-labelledby="about-title">
        <h2 id="about-title">${t('spaces.about')}</h2>
        <div class="prose small">${raw(space.descriptionHtml)}</div>
      </section>`
    }
    ${
      can.read &&
      more.length > 0 &&
      html`<section class="part part-aside" aria-labelledby="more-title">
        <h2 id="more-title">${t('spaces.also.title')}</h2>
        <ul class="stack stack-tight">
          ${more.map((name) => html`<li><a href="${pathWith(`/${name}`, { space: space.slug })}">${t(`spaces.also.${name}`)}</a></li>`)}
        </ul>
      </section>`
    }
    ${collections && collectionsOfSpace(space, collections)}
    <section class="part part-aside" aria-labelledby="people-title">
      <h2 id="people-title">${t('spaces.membersTitle')}</h2>
      <p class="small">${t(`spaces.visibility.${space.visibility}Hint`)}</p>
      <ul class="stack stack-tight">
        ${
          can.read && html`<li><a href="/spaces/${space.slug}/members">${t('spaces.seeMembers')}</a></li>`
        }${can.manage && html`<li><a href="/spaces/${space.slug}/settings">${t('spaces.manage')}</a></li>`}
      </ul>
      ${
        can.leave &&
        html`<p class="row">
          ${active && html`<span>${t(`spaces.yours.${membership?.role ?? 'member'}`)}</span>`}<button
            type="button"
            class="button button-plain"
          >
            ${t(`spaces.${leave}`)}
          </button>
        </p>`
      }
    </section>
  </aside>`;
}
