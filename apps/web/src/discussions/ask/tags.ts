import { TAG_MAX, TAGS_MAX } from '@fingerpost/contracts/limits';

/** Tags as they were typed, parted by commas: lower case, each once, as many as fit. */
export const tagsOf = (typed: string): string[] =>
  [
    ...new Set(
      typed
        .split(/[,;\n]/)
        .map((tag) => tag.trim().replace(/^#/, '').replace(/\s+/g, ' ').toLowerCase().slice(0, TAG_MAX)),
    ),
  ]
    .filter(Boolean)
    .slice(0, TAGS_MAX);
