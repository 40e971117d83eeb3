import type { PartnershipFileQuery } from '@fingerpost/contracts/partnership-files';
import { wordsQuery } from '../text/words.js';

/** A condition on partnerships `p`, with the name that makes its statement its own. */
export interface Condition {
  name: string;
  sql: string;
  /** The same without its index, where that knows no order: for a list that is read by name. */
  inOrder?: string;
  value: string;
}

const OF_ORGANISATION =
  'p.id IN (SELECT m.partnership_id FROM partnership_members m JOIN organisations o ON o.id = m.organisation_id WHERE o.slug = ?)';

export function conditionsOf(
  filter: PartnershipFileQuery & { organisation?: string | undefined },
): Condition[] {
  const given: (Omit<Condition, 'value'> & { value: string | null | undefined })[] = [
    {
      name: 'q',
      sql: 'p.words @@ ?::tsquery',
      inOrder: 'ts_match_vq(p.words, ?::tsquery)',
      value: wordsQuery(filter.q),
    },
    { name: 'nation', sql: 'p.nation = ?', value: filter.nation },
    {
      name: 'sector',
      sql: 'p.sectors @> ARRAY[?::text]',
      inOrder: 'arraycontains(p.sectors, ARRAY[?::text])',
      value: filter.sector,
    },
    { name: 'formality', sql: 'p.formality = ?', value: filter.formality },
    {
      name: 'activity',
      sql: 'p.activities @> ARRAY[?::text]',
      inOrder: 'arraycontains(p.activities, ARRAY[?::text])',
      value: filter.activity,
    },
    { name: 'lifecycle', sql: 'p.lifecycle = ?', value: filter.lifecycle },
    { name: 'organisation', sql: OF_ORGANISATION, inOrder: OF_ORGANISATION, value: filter.organisation },
  ];
  return given.filter((condition): condition is Condition => Boolean(condition.value));
}
