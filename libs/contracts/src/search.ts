import { z } from 'zod';
import { Person } from './accounts.js';
import { Instant, PageQuery, Slug, pageOf, textLine, wholeOf } from './common.js';
import { SpaceRef } from './discussions.js';
import { QUERY_MAX } from './limits.js';
import { SEARCH_KINDS } from './modules.js';

/** A passage in which the found words are marked: pieces in order, `hit` where a word matched. Never HTML. */
export const Passage = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export const SearchKind = z.enum(SEARCH_KINDS);

export const SearchHit = z
  .object({
    kind: SearchKind,
    /** Of a thing that is no discussion or post. */
    subjectId: z.number().int(),
    discussionId: z.number().int().nullable(),
    postId: z.number().int().nullable(),
    number: z.number().int().nullable(),
    /** Where it opens, from the root of the site. */
    path: z.string(),
    title: Passage,
    passage: Passage,
    /** Null for what belongs to the whole site. */
    space: SpaceRef.nullable(),
    author: Person.nullable(),
    writtenAt: Instant,
    answered: z.boolean(),
    replyCount: z.number().int(),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof SearchHit>;
export const SearchPage = pageOf(SearchHit, 'SearchPage');
export const SearchQuery = PageQuery.extend({
  q: textLine(1, QUERY_MAX),
  kind: SearchKind.optional(),
  space: Slug.optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** Similar titles while a question is typed. */
export const SuggestQuery = z.strictObject({ q: textLine(1, QUERY_MAX) });
export const Suggestion = z.object({
  discussionId: z.number().int(),
  title: z.string(),
  path: z.string(),
  answered: z.boolean(),
  replyCount: z.number().int(),
  space: SpaceRef,
});
export const Suggestions = wholeOf(Suggestion, 'Suggestions');
export type Suggestions = z.infer<typeof Suggestions>;
