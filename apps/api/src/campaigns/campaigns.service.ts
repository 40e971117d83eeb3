import { Injectable } from '@nestjs/common';
import type { Campaign, CampaignSummary, SetCampaignYear } from '@fingerpost/contracts/campaigns';
import type { Page } from '@fingerpost/contracts/common';
import { NATIONAL_SLUG, canLookAfterCampaigns } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { forbidden, invalid, notFound } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { toCampaign, toSummary } from './campaign.presenter.js';
import { CampaignQueries, type CampaignRow } from './campaigns.queries.js';

/** The campaigns are those of the United Kingdom, and so is their day. */
const ZONE = 'Europe/London';
const DAY = 86_400_000;

@Injectable()
export class Campaigns {
  private readonly calendar = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: CampaignQueries,
  ) {}

  /** All of the year, those that come next first; after them what has no dates. One page: there are as many as a year has. */
  async list(): Promise<Page<CampaignSummary>> {
    const today = this.today();
    const items = (await this.queries.all()).map((row) => toSummary(row, today));
    items.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
    return { items, next: null, previous: null };
  }

  async one(viewer: Viewer, slug: string): Promise<Campaign> {
    const row = await this.queries.one(slug);
    if (!row) throw notFound();
    return toCampaign(row, this.today(), await this.looksAfter(viewer));
  }

  /** Writes down when a campaign is in a year, as somebody found out. */
  async setYear(viewer: MemberViewer, slug: string, year: number, input: SetCampaignYear): Promise<Campaign> {
    if (!(await this.looksAfter(viewer))) throw forbidden('Campaigns are for those who look after the site.');
    check(year, input);
    const told: Activity[] = [];
    const campaign = await this.db.writeAnswer(viewer, async (tx) => {
      const row = await this.queries.lock(tx, slug);
      if (!row) throw notFound();
      await tx.query(SET_YEAR, [
        row.id,
        year,
        input.start,
        input.end,
        JSON.stringify(input.themes),
        input.confirmed ? viewer.personId : null,
        input.confirmed ? this.clock.now() : null,
      ]);
      const what = { spaceId: null, subjectKind: 'campaign', subjectId: row.id } as const;
      await audit(tx, viewer, {
        ...what,
        kind: 'campaign.changed',
        data: { year, from: yearIn(row, year), to: input },
        at: this.clock.now(),
      });
      told.push(await this.activities.record(tx, viewer, { ...what, kind: 'campaign.changed', data: {} }));
      return toCampaign((await this.queries.lock(tx, slug))!, this.today(), true);
    });
    await this.activities.told(...told);
    return campaign;
  }

  private async looksAfter(viewer: Viewer): Promise<boolean> {
    const role = await this.access.roleAt(viewer, NATIONAL_SLUG);
    return canLookAfterCampaigns(this.access.standing(viewer, role));
  }

  private today(): string {
    return this.calendar.format(this.clock.now());
  }
}

const yearIn = (row: CampaignRow, year: number) => row.years.find((written) => written.year === year) ?? null;

/** What has no dates stands last, by its name. */
const orderOf = ({ next, name }: CampaignSummary): string => `${next?.start ?? '9999'} ${name}`;

/** Longer than a year is no campaign of a year. */
const DAYS_MAX = 366;

function check(year: number, { start, end, themes }: SetCampaignYear): void {
  if (Number(start.slice(0, 4)) !== year) throw invalid('start', `is not in ${year}`);
  if (end < start) throw invalid('end', 'is before its start');
  if (Date.parse(end) - Date.parse(start) >= DAYS_MAX * DAY)
    throw invalid('end', 'is more than a year later');
  const outside = themes.findIndex(({ on }) => on < start || on > end);
  if (outside >= 0) throw invalid(`themes.${outside}.on`, 'is no day of the campaign');
}

const SET_YEAR = `
  INSERT INTO campaign_years (campaign_id, year, starts_on, ends_on, themes, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (campaign_id, year) DO UPDATE SET starts_on = excluded.starts_on, ends_on = excluded.ends_on, themes = excluded.themes,
    confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`;
