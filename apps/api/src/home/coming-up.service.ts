import { Injectable } from '@nestjs/common';
import type { CampaignSummary } from '@fingerpost/contracts/campaigns';
import type { ComingUp } from '@fingerpost/contracts/home';
import type { EventSummary } from '@fingerpost/contracts/events';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Events } from '../events/events.service.js';
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
    private readonly events: Events,
  ) {}

  async next(viewer: Viewer): Promise<ComingUp[]> {
    if (!(await this.settings.site()).modules.includes('events')) return [];
    const [{ items }, events] = await Promise.all([
      this.campaigns.list(),
      this.events.upcoming(viewer, SHOWN),
    ]);
    // A campaign that stands out keeps its place beside events that come sooner.
    const campaigns = items.filter(({ near }) => near).flatMap(ofCampaign);
    const dates = [...campaigns, ...events.slice(0, Math.max(1, SHOWN - campaigns.length)).map(ofEvent)];
    return dates.toSorted((a, b) => a.start.localeCompare(b.start));
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

const ofEvent = ({ id, slug, title, start, end, format, place }: EventSummary): ComingUp => ({
  kind: 'event',
  title,
  path: `/events/${id}-${slug}`,
  start,
  end,
  place: place?.name ?? null,
  online: format !== 'in_person',
  confirmed: true,
});
