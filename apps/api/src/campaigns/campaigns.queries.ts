import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { Rule } from './rule.js';

/** A campaign with the years that somebody wrote down; days as text, so that no zone can move them. */
export interface CampaignRow {
  [column: string]: unknown;
  id: number;
  slug: string;
  name: string;
  organiser: string;
  summary: string;
  rule: Rule;
  evidence: string;
  note: string;
  sources: string[];
  checked_on: string;
  nations: string;
  stands_out: boolean;
  years: YearRow[];
}
export interface YearRow {
  year: number;
  start: string;
  end: string;
  confirmed: boolean;
  themes: { on: string; title: string }[];
}

const CAMPAIGN = `
  SELECT c.id, c.slug, c.name, c.organiser, c.summary, c.rule, c.evidence, c.note, c.sources, c.checked_on::text, c.nations, c.stands_out,
    coalesce((SELECT jsonb_agg(jsonb_build_object('year', y.year, 'start', y.starts_on, 'end', y.ends_on, 'confirmed', y.confirmed_at IS NOT NULL,
      'themes', y.themes) ORDER BY y.year) FROM campaign_years y WHERE y.campaign_id = c.id), '[]') AS years
  FROM campaigns c`;
const ALL = statement('campaigns-all', `${CAMPAIGN} ORDER BY c.name, c.id`);
const ONE = statement('campaigns-one', `${CAMPAIGN} WHERE c.slug = $1`);

/** Campaigns are the whole site's: everybody sees them. There are as many as the year has, so a list is one read. */
@Injectable()
export class CampaignQueries {
  constructor(private readonly db: Database) {}

  all(): Promise<CampaignRow[]> {
    return this.db.query<CampaignRow>(ALL);
  }

  one(slug: string): Promise<CampaignRow | undefined> {
    return this.db.one<CampaignRow>(ONE, [slug]);
  }

  async lock(tx: Transaction, slug: string): Promise<CampaignRow | undefined> {
    await tx.query('SELECT 1 FROM campaigns WHERE slug = $1 FOR UPDATE', [slug]);
    const [row] = await tx.query<CampaignRow[]>(ONE.text, [slug]);
    return row;
  }
}
