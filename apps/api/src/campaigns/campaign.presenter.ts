import type { Campaign, CampaignSummary, CampaignYear } from '@fingerpost/contracts/campaigns';
import type { CampaignRow } from './campaigns.queries.js';
import { datesOf } from './rule.js';

/** A rule is looked at this many years ahead; one that gives nothing by then gives nothing. */
const YEARS_AHEAD = 2;

/** A year as it is written down, or as the rule has it. */
export function yearOf({ rule, years }: CampaignRow, year: number): CampaignYear | null {
  const written = years.find((row) => row.year === year);
  if (written) return written;
  const days = datesOf(rule, year);
  return days && { year, ...days, confirmed: false, themes: [] };
}

/** The one that is on, or comes next, on a calendar day. */
export function nextOf(row: CampaignRow, today: string): CampaignYear | null {
  const from = Number(today.slice(0, 4));
  for (let year = from; year <= from + YEARS_AHEAD; year += 1) {
    const found = yearOf(row, year);
    if (found && found.end >= today) return found;
  }
  return null;
}

/** Weeks before its start from which a campaign that stands out is near: long enough to plan a stand for it. */
const NEAR_WEEKS = 8;
const DAY = 86_400_000;
const weeksAfter = (today: string, weeks: number) =>
  new Date(Date.parse(today) + weeks * 7 * DAY).toISOString().slice(0, 10);

export function toSummary(row: CampaignRow, today: string): CampaignSummary {
  const next = nextOf(row, today);
  return {
    slug: row.slug,
    name: row.name,
    organiser: row.organiser,
    summary: row.summary,
    nations: row.nations,
    near: row.stands_out && next !== null && next.start <= weeksAfter(today, NEAR_WEEKS),
    on: next !== null && next.start <= today,
    always: row.rule.type === 'always',
    usual: row.rule.type === 'announced' ? row.rule.usual : null,
    next,
  };
}

export const toCampaign = (row: CampaignRow, today: string, confirm: boolean): Campaign => ({
  ...toSummary(row, today),
  evidence: row.evidence,
  note: row.note,
  sources: row.sources,
  checkedOn: row.checked_on,
  can: { confirm },
});
