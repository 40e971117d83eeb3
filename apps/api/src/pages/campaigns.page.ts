import { Injectable } from '@nestjs/common';
import type { CampaignSummary } from '@fingerpost/contracts/campaigns';
import { t } from '@fingerpost/messages';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { campaignRow } from './campaigns.part.js';
import { html, type Html } from './html.js';
import type { Page } from './page.js';

/** The campaigns of the year: those that are near first. */
@Injectable()
export class CampaignsPage {
  constructor(private readonly campaigns: Campaigns) {}

  async write(): Promise<Page> {
    const list = await this.campaigns.list();
    const [near, rest] = [list.items.filter((each) => each.near), list.items.filter((each) => !each.near)];
    return {
      title: t('campaigns.title'),
      description: t('campaigns.description'),
      canonical: '/campaigns',
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <h1>${t('campaigns.title')}</h1>
          <p>${t('campaigns.lead')}</p>
        </div>
        ${part('near', t('campaigns.near'), near)}
        ${part(
          'dated',
          t('campaigns.dated'),
          rest.filter(({ next }) => next !== null),
        )}
        ${part(
          'undated',
          t('campaigns.undated'),
          rest.filter(({ next }) => next === null),
        )}
      </div>`,
      known: [[['campaigns', 'list'], list]],
      component: 'campaigns/CampaignsPage',
      keep: true,
    };
  }
}

const part = (id: string, title: string, rows: readonly CampaignSummary[]): Html =>
  html`${
    rows.length > 0 &&
    html`<section class="part" aria-labelledby="${id}">
      <h2 id="${id}">${title}</h2>
      <ul class="campaign-list">
        ${rows.map(campaignRow)}
      </ul>
    </section>`
  }`;
