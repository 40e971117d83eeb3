import { z } from 'zod';
import { Person } from './accounts.js';
import { Instant, PageQuery, Slug, pageOf, textLine } from './common.js';
import { SpaceRef } from './discussions.js';
import { QUERY_MAX } from './limits.js';

/** A passage in which the found words are marked: pieces in order, `hit` where a word matched. Never HTML. */
export const Passage = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export const SearchHit = z
  .object({
    kind: z.enum(['discussion', 'post']),
    discussionId: z.number().int(),
    postId: z.number().int(),
    number: z.number().int(),
    /** Where it opens, from the root of the site. */
    path: z.string(),
    title: Passage,
    passage: Passage,
    space: SpaceRef,
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
  kind: z.enum(['discussion', 'post']).optional(),
  space: Slug.optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** Similar titles while a question is typed. */
export const SuggestQuery = z.strictObject({ q: textLine(1, QUERY_MAX) });
export const Suggestions = z
  .object({
    items: z.array(
      z.object({
        discussionId: z.number().int(),
        title: z.string(),
        path: z.string(),
        answered: z.boolean(),
        replyCount: z.number().int(),
        space: SpaceRef,
      }),
    ),
  })
  .meta({ id: 'Suggestions' });
export type Suggestions = z.infer<typeof Suggestions>;
