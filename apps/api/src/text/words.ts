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
export const TOKENS_MAX = 12;

/** The words of a query, or their beginnings, each as PostgreSQL asks for it. */
export const wordQueries = (q: string): string[] =>
  tokensOf(q)
    .slice(0, TOKENS_MAX)
    .map((token) => `'${token}':*`);

/** All of them; null where a query has no word. */
export const wordsQuery = (q: string | undefined): string | null => wordQueries(q ?? '').join(' & ') || null;
