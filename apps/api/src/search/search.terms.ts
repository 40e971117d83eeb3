/** What a query asks beyond its words: names in capitals, and whether it excludes some. */
export interface Terms {
  /** A tsquery in text form. Only letters and digits, so nothing of the query's own text gets into it. */
  acronyms: string;
  /** With "-word" only the stemmed query counts, or another form of the word would come back in. */
  excludes: boolean;
}

export const termsOf = (q: string): Terms => ({
  acronyms: [...new Set(q.match(/(?<![\p{L}\p{N}])[A-Z][A-Z0-9]{1,5}(?![\p{L}\p{N}])/gu))].join(' & '),
  excludes: /(?:^|\s)-\S/.test(q),
});

/** Titles are alike when they share some words, not all; a long question needs its first ones only. */
const WORDS_MAX = 20;

/** The words of an unfinished title as a web query in which any may match. */
export const anyOf = (q: string): string =>
  q
    .replace(/["-]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && word.toLowerCase() !== 'or')
    .slice(0, WORDS_MAX)
    .join(' or ');
