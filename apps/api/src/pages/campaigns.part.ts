import type { CampaignSummary, CampaignYear } from '@fingerpost/contracts/campaigns';
import { t } from '@fingerpost/messages';
import { rangeWords } from '@fingerpost/messages/days';
import { html, type Html } from './html.js';
import { tile } from './tile.part.js';

// The same markup as apps/web/src/campaigns.

export function range(start: string, end: string): string {
  const { from, to } = rangeWords(start, end);
  return to === null ? from : t('campaigns.until', { start: from, end: to });
}

/** Whether somebody confirmed it, as a word. */
export const standing = ({ confirmed }: CampaignYear): Html =>
  html`<span class="${confirmed ? 'campaign-sure' : 'campaign-expected'}"
    >${t(confirmed ? 'campaigns.confirmed' : 'campaigns.expected')}</span
  >`;

/** When it is, as far as somebody knows. */
export function dates(campaign: CampaignSummary): Html {
  const { next } = campaign;
  if (next)
    return html`${campaign.on && html`<span class="campaign-on">${t('campaigns.on')}</span>`}<time
        datetime="${next.start}"
        >${range(next.start, next.end)}</time
      >${standing(next)}`;
  if (campaign.always) return html`<span>${t('campaigns.always')}</span>`;
  return html`<span
    >${campaign.usual ? t('campaigns.usual', { usual: campaign.usual }) : t('campaigns.unknown')}</span
  >`;
}

export const campaignRow = (campaign: CampaignSummary): Html =>
  html`<li class="campaign-row">
    ${campaign.next && tile(campaign.next.start)}
    <div>
      <h3 class="campaign-name"><a href="/campaigns/${campaign.slug}">${campaign.name}</a></h3>
      <p class="campaign-summary">${campaign.summary}</p>
      <p class="facts">${dates(campaign)}</p>
    </div>
  </li>`;
