import { Injectable } from '@nestjs/common';
import type { Campaign } from '@fingerpost/contracts/campaigns';
import type { Page as List } from '@fingerpost/contracts/common';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { EventSummary } from '@fingerpost/contracts/events';
import type { ResourceSummary } from '@fingerpost/contracts/resources';
import { t } from '@fingerpost/messages';
import { dayWords } from '@fingerpost/messages/days';
import { ResourceQueries } from '../resources/resources.queries.js';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { EventQueries } from '../events/events.queries.js';
import { DiscussionQueries } from '../discussions/discussions.queries.js';
import { dates } from './campaigns.part.js';
import { eventList } from './event.parts.js';
import { html, type Html } from './html.js';
import type { Known, Page, Seen } from './page.js';
import { discussionList, pathWith } from './parts.js';
import { resourceRow } from './resources.part.js';
import { tile } from './tile.part.js';

/** More stands behind the link to the list. */
const DISCUSSIONS = 5;
const EVENTS = 10;
const RESOURCES = 5;

/** One campaign: when it is, what goes on for it, and where that is known from. */
@Injectable()
export class CampaignPage {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly events: EventQueries,
    private readonly resources: ResourceQueries,
    private readonly discussions: DiscussionQueries,
  ) {}

  async write(seen: Seen, slug: string): Promise<Page> {
    const campaign = await this.campaigns.one(seen.viewer, slug);
    const filter = { tag: slug, sort: 'active', limit: DISCUSSIONS } as const;
    const library = seen.site.modules.includes('resources');
    const [listed, shared, tagged] = await Promise.all([
      this.events.page(seen.viewer, { campaign: slug, limit: EVENTS }),
      library ? this.resources.page(seen.viewer, { tag: slug, sort: 'new', limit: RESOURCES }) : null,
      this.discussions.page(seen.viewer, filter),
    ]);
    return {
      title: campaign.name,
      description: campaign.summary,
      canonical: `/campaigns/${slug}`,
      main: html`<div class="page">
        <p class="small"><a href="/campaigns">${t('campaigns.back')}</a></p>
        <div class="page-head campaign-head">
          ${campaign.next && tile(campaign.next.start)}
          <div>
            <h1>${campaign.name}</h1>
            <p class="lead">${campaign.summary}</p>
            <p class="facts">${dates(campaign)}</p>
          </div>
        </div>
        <div class="page-columns">
          <div class="stack-wide">
            ${themes(campaign)}${events(slug, listed)}${shared && resources(slug, shared, seen)}${discussions(slug, tagged.items, seen)}
          </div>
          ${whence(campaign)}
        </div>
      </div>`,
      known: [
        [['campaigns', 'detail', slug], campaign],
        [['campaigns', 'events', slug], listed],
        ...(shared ? [[['campaigns', 'resources', slug], shared] satisfies Known] : []),
        [['campaigns', 'discussions', slug], tagged],
      ],
      component: 'campaigns/CampaignPage',
      keep: true,
    };
  }
}

const themes = ({ next }: Campaign): Html =>
  html`${
    next &&
    next.themes.length > 0 &&
    html`<section class="part" aria-labelledby="themes">
      <h2 id="themes">${t('campaigns.days')}</h2>
      <ul class="campaign-themes">
        ${next.themes.map(({ on, title }) => html`<li><time class="campaign-day" datetime="${on}">${dayWords(on)}</time> ${title}</li>`)}
      </ul>
    </section>`
  }`;

const events = (slug: string, { items: rows, next: more }: List<EventSummary>): Html =>
  html`<section class="part" aria-labelledby="events">
    <div class="part-head">
      <h2 id="events">${t('campaigns.events')}</h2>
      <a href="${pathWith('/events/new', { campaign: slug })}">${t('campaigns.listEvent')}</a>
    </div>
    ${
      rows.length > 0
        ? html`${eventList(rows)}${more && html`<p><a href="${pathWith('/events', { campaign: slug })}">${t('events.list.all')}</a></p>`}`
        : html`<p class="part-none">${t('campaigns.eventsNone')}</p>
            <p>
              <a href="${pathWith('/events', { view: 'past', campaign: slug })}"
                >${t('campaigns.eventsPast')}</a
              >
            </p>`
    }
  </section>`;

const resources = (slug: string, { items: rows, next: more }: List<ResourceSummary>, { now }: Seen): Html =>
  html`<section class="part" aria-labelledby="resources">
    <div class="part-head">
      <h2 id="resources">${t('campaigns.resources')}</h2>
      <a href="${pathWith('/resources/new', { tag: slug })}">${t('campaigns.shareResource')}</a>
    </div>
    ${
      rows.length > 0
        ? html`<ul class="resource-list">
              ${rows.map((row) => resourceRow(row, now, { level: 3 }))}
            </ul>
            ${more && html`<p><a href="${pathWith('/resources', { tag: slug })}">${t('campaigns.resourcesAll')}</a></p>`}`
        : html`<p class="part-none">${t('campaigns.resourcesNone')}</p>`
    }
  </section>`;

const discussions = (slug: string, rows: readonly DiscussionSummary[], { now }: Seen): Html =>
  html`<section class="part" aria-labelledby="discussions">
    <div class="part-head">
      <h2 id="discussions">${t('campaigns.discussions')}</h2>
      ${rows.length > 0 && html`<a href="${pathWith('/discussions', { tag: slug })}">${t('home.guest.all')}</a>`}
    </div>
    ${
      rows.length > 0
        ? discussionList(rows, now)
        : html`<p class="part-none">${t('campaigns.discussionsNone')}</p>
            <p>
              <a href="${pathWith('/discussions/new', { kind: 'discussion', tag: slug })}"
                >${t('campaigns.start')}</a
              >
            </p>`
    }
  </section>`;

/** A fact has its source and its date. */
const whence = (campaign: Campaign): Html =>
  html`<aside class="part part-aside" aria-labelledby="whence">
    <h2 id="whence">${t('campaigns.facts')}</h2>
    <p class="small">${t('campaigns.by', { organiser: campaign.organiser })}</p>
    <p class="small">${t('campaigns.nations', { nations: campaign.nations })}</p>
    <p class="small campaign-fact">${campaign.evidence}</p>
    ${campaign.note && html`<p class="small campaign-fact">${campaign.note}</p>`}
    <p class="small">${t('campaigns.checked', { date: dayWords(campaign.checkedOn) })}</p>
    <h3 class="small">${t('campaigns.sources')}</h3>
    <ul class="campaign-sources">
      ${campaign.sources.map((source) => html`<li><a href="${source}" rel="noopener nofollow">${new URL(source).hostname}</a></li>`)}
    </ul>
  </aside>`;
