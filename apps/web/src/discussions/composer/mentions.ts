import type { InjectionKey } from 'vue';

/** Where a composer stands: its space, whose readers may be named; null where nobody may be. */
export const MENTION_SPACE: InjectionKey<() => string | null> = Symbol('mention-space');

/** A field of words, rich or plain, as naming people needs it. */
export interface MentionField {
  element: () => HTMLElement | null;
  /** The words before the caret in its paragraph; null where a name would mean nothing, as in code. */
  before: () => string | null;
  /** Where the line of the caret ends, in the window; null where that is not known. */
  lineEnd: () => number | null;
  /** Puts words in the place of so many characters before the caret. */
  replace: (length: number, words: string) => void;
}

// As the server reads it (apps/api/src/notifications/mentioned.ts): not within a word, a path, a query or an address.
const BEGUN = /(?:^|[^\p{L}\p{N}_@/.=&?#%+~-])@([\p{L}\p{N}-]{0,60})$/u;

/** What was typed of a name so far, or null when none is being typed. */
export const begunName = (before: string | null): string | null =>
  before === null ? null : (BEGUN.exec(before)?.[1] ?? null);
