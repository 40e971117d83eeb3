import type { PartnershipFileQuery } from '@fingerpost/contracts/partnership-files';
import { wordsQuery } from '../text/words.js';

/** The conditions of a filter on partnerships `p`, each with the name that makes its statement its own. */
export function conditionsOf(
  filter: PartnershipFileQuery & { organisation?: string | undefined },
): [name: string, sql: string, value: string][] {
  const words = wordsQuery(filter.q);
  const given: [string, string, string | null | undefined][] = [
    ['q', 'p.words @@ ?::tsquery', words],
    ['nation', 'p.nation = ?', filter.nation],
    ['sector', 'p.sectors @> ARRAY[?::text]', filter.sector],
    ['formality', 'p.formality = ?', filter.formality],
    ['activity', 'p.activities @> ARRAY[?::text]', filter.activity],
    ['lifecycle', 'p.lifecycle = ?', filter.lifecycle],
    [
      'organisation',
      'p.id IN (SELECT m.partnership_id FROM partnership_members m JOIN organisations o ON o.id = m.organisation_id WHERE o.slug = ?)',
      filter.organisation,
    ],
  ];
  return given.filter((condition): condition is [string, string, string] => Boolean(condition[2]));
}
