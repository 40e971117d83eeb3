import { describe, expect, it } from 'vitest';
import facts from './facts.json' with { type: 'json' };
import { datesOf, type Rule } from './rule.js';

const ruleOf = (slug: string) => facts.find((campaign) => campaign.slug === slug)!.rule as Rule;

describe('the rule of a campaign', () => {
  it.each([
    ['health-information-week', 2025, '2025-01-20', '2025-01-26'],
    ['health-information-week', 2027, '2027-01-18', '2027-01-24'],
    ['dry-january', 2027, '2027-01-01', '2027-01-31'],
    ['time-to-talk-day', 2021, '2021-02-04', '2021-02-04'],
    ['time-to-talk-day', 2022, '2022-02-03', '2022-02-03'],
    ['time-to-talk-day', 2024, '2024-02-01', '2024-02-01'],
    ['time-to-talk-day', 2026, '2026-02-05', '2026-02-05'],
    ['world-cancer-day', 2027, '2027-02-04', '2027-02-04'],
    ['world-book-day', 2027, '2027-03-04', '2027-03-04'],
    ['no-smoking-day', 2021, '2021-03-10', '2021-03-10'],
    ['no-smoking-day', 2026, '2026-03-11', '2026-03-11'],
    ['carers-week', 2014, '2014-06-09', '2014-06-15'],
    ['carers-week', 2021, '2021-06-07', '2021-06-13'],
    ['carers-week', 2022, '2022-06-06', '2022-06-12'],
    ['carers-week', 2023, '2023-06-05', '2023-06-11'],
    ['carers-week', 2024, '2024-06-10', '2024-06-16'],
    ['mens-health-week', 2027, '2027-06-14', '2027-06-20'],
    ['stoptober', 2022, '2022-10-01', '2022-10-31'],
    ['world-mental-health-day', 2027, '2027-10-10', '2027-10-10'],
    ['national-non-fiction-november', 2027, '2027-11-01', '2027-11-30'],
    ['national-year-of-reading-2026', 2026, '2026-01-01', '2026-12-31'],
  ])('puts %s of %i where it was seen or is listed', (slug, year, start, end) => {
    expect(datesOf(ruleOf(slug), year)).toEqual({ start, end });
  });

  it('says nothing where only the organiser can', () => {
    expect(datesOf(ruleOf('self-care-week'), 2027)).toBeNull();
    expect(datesOf(ruleOf('reading-well'), 2027)).toBeNull();
    expect(datesOf(ruleOf('national-year-of-reading-2026'), 2027)).toBeNull();
  });
});

describe('the facts', () => {
  it('have a source and a date each, no person and no address of one', () => {
    for (const { sources, checkedOn, ...words } of facts) {
      expect(sources.length).toBeGreaterThan(0);
      expect(checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(JSON.stringify(words)).not.toMatch(/\S@\S/);
    }
    expect(new Set(facts.map(({ slug }) => slug)).size).toBe(facts.length);
  });
});
