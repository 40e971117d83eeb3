import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import facts from './facts.json' with { type: 'json' };

/** Brings the campaigns that come with Fingerpost to a site that has them not yet. What a site has made of one stays. */
@Injectable()
export class CampaignFacts implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly activities: Activities,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.worksJobs) return;
    const told: Activity[] = [];
    await this.db.transaction(async (tx) => {
      const added = await tx.query<{ id: number }[]>(ADD, [JSON.stringify(facts)]);
      for (const { id } of added)
        told.push(
          await this.activities.record(
            tx,
            { personId: null },
            { kind: 'campaign.changed', spaceId: null, subjectKind: 'campaign', subjectId: id, data: {} },
          ),
        );
    });
    if (told.length > 0) await this.activities.told(...told);
  }
}

const ADD = `
  WITH fact AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fact (slug text, name text, organiser text, summary text, rule jsonb, "ruleStatus" text,
      evidence text, note text, sources jsonb, "checkedOn" date, nations text, "standsOut" boolean, expected jsonb)
  ), added AS (
    INSERT INTO campaigns (slug, name, organiser, summary, rule, rule_status, evidence, note, sources, checked_on, nations, stands_out)
    SELECT slug, name, organiser, summary, rule, "ruleStatus", evidence, note, ARRAY(SELECT jsonb_array_elements_text(sources)), "checkedOn", nations, "standsOut"
    FROM fact ON CONFLICT (slug) DO NOTHING RETURNING id, slug
  ), expected AS (
    INSERT INTO campaign_years (campaign_id, year, starts_on, ends_on)
    SELECT added.id, year.year, year.start, year."end" FROM added JOIN fact USING (slug),
      jsonb_to_recordset(coalesce(fact.expected, '[]')) AS year (year int, start date, "end" date)
  )
  SELECT id FROM added`;
