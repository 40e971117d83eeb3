import { monthsAfter, REVIEW_MONTHS, STALE_MONTHS } from '@fingerpost/contracts/partnership-kinds';
import type { Partnership } from '@fingerpost/contracts/partnerships';
import { partnershipPolicy, type Standing } from '@fingerpost/contracts/permissions';
import { factsOf, toRecord, type DetailRow } from './partnership.rows.js';

/** A record as one viewer sees it. `standing` is theirs in the national space. */
export function toPartnership(row: DetailRow, standing: Standing, now: Date): Partnership {
  const record = toRecord(row, now);
  const facts = factsOf(row, standing.personId);
  const can = partnershipPolicy(standing, facts);
  const after = (months: number) => record.verifiedAt && monthsAfter(record.verifiedAt, months).toISOString();
  return {
    ...record,
    verifiedBy: standing.personId === null ? null : row.verified_by_person,
    reviewDueAt: after(REVIEW_MONTHS),
    staleAt: after(STALE_MONTHS),
    stewardCount: facts.stewardCount,
    stewards: row.stewards
      .filter(({ state }) => can.decide || (standing.personId !== null && state === 'confirmed'))
      .map((steward) => ({
        ...steward,
        note: can.decide ? steward.note : '',
        since: new Date(steward.since).toISOString(),
      })),
    myClaim: facts.claim,
    hidden: row.state === 'hidden',
    can,
  };
}
