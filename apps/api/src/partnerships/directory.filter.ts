import type { PartnershipFileQuery } from '@fingerpost/contracts/partnership-files';

/** Letters and digits alone, without accents and capitals: "Ynys Môn" is found by "mon". */
export const tokensOf = (...texts: string[]): string[] => [
  ...new Set(
    texts
      .join(' ')
      .normalize('NFKD')
      .replace(/[\p{M}'’]/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  ),
];

/** Longer queries are pasted text. */
const TOKENS_MAX = 12;

/** Each word of a query, or the beginning of one, as PostgreSQL asks for it; null where it has no word. */
export const wordsQuery = (q: string | undefined): string | null =>
  tokensOf(q ?? '')
    .slice(0, TOKENS_MAX)
    .map((token) => `'${token}':*`)
    .join(' & ') || null;

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
