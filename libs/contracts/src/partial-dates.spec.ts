import { describe, expect, it } from 'vitest';
import { freshnessOf, monthsAfter } from './partnership-kinds.js';
import { partialDateWords } from './partial-dates.js';

describe('a date of which maybe only a part is known', () => {
  it('is said as far as it is known', () => {
    expect(partialDateWords('2022')).toBe('2022');
    expect(partialDateWords('2022-01')).toBe('January 2022');
    expect(partialDateWords('2022-01-31')).toBe('31 January 2022');
    expect(partialDateWords('2022-01-31T23:59:59.000Z')).toBe('31 January 2022');
  });
});

describe('how fresh a record is', () => {
  it('counts months as people do, to the last day of a short one', () => {
    expect(monthsAfter('2026-08-31T10:00:00.000Z', 6).toISOString()).toBe('2027-02-28T10:00:00.000Z');
    expect(monthsAfter('2026-11-26T00:00:00.000Z', 12).toISOString()).toBe('2027-11-26T00:00:00.000Z');
  });

  it('goes from current by a due review to stale', () => {
    const at = '2026-01-15T12:00:00.000Z';
    const on = (day: string) => freshnessOf(at, new Date(day));
    expect(freshnessOf(null, new Date())).toBe('unverified');
    expect([on('2026-07-15T11:59:59Z'), on('2026-07-15T12:00:00Z')]).toEqual(['current', 'review-due']);
    expect([on('2027-01-15T11:59:59Z'), on('2027-01-15T12:00:00Z')]).toEqual(['review-due', 'stale']);
  });
});
