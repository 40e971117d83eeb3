import { Injectable } from '@nestjs/common';
import type { CampaignSummary } from '@fingerpost/contracts/campaigns';
import type { ComingUp } from '@fingerpost/contracts/home';
import { Campaigns } from '../campaigns/campaigns.service.js';
import type { Viewer } from '../http/viewer.js';
import { SettingsService } from '../settings/settings.service.js';

/** More is in the lists of events and campaigns. */
const SHOWN = 3;

/** The next dates of both homes. */
@Injectable()
export class ComingUpService {
  constructor(
    private readonly settings: SettingsService,
    private readonly campaigns: Campaigns,
  ) {}

  async next(_viewer: Viewer): Promise<ComingUp[]> {
    if (!(await this.settings.site()).modules.includes('events')) return [];
    const { items } = await this.campaigns.list();
    const dates = items.filter(({ near }) => near).flatMap(ofCampaign);
    return dates.toSorted((a, b) => a.start.localeCompare(b.start)).slice(0, SHOWN);
  }
}

const ofCampaign = ({ slug, name, next }: CampaignSummary): ComingUp[] =>
  next
    ? [
        {
          kind: 'campaign',
          title: name,
          path: `/campaigns/${slug}`,
          start: next.start,
          end: next.end,
          place: null,
          online: false,
          confirmed: next.confirmed,
        },
      ]
    : [];
