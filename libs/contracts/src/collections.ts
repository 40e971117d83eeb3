import { z } from 'zod';
import { Person } from './accounts.js';
import { Id, Instant, PageQuery, PathId, Slug, Version, pageOf, textBlock, textLine } from './common.js';
import { SpaceRef } from './discussions.js';
import { COLLECTION_MAX, COLLECTION_TEXT_MAX, NOTE_MAX, TITLE_MAX, TITLE_MIN } from './limits.js';
import { ResourceSummary } from './resources.js';

/** Resources that belong together, put in order by somebody of its space. */
export const CollectionSummary = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    space: SpaceRef,
    author: Person,
    /** Resources in it that the viewer may see. */
    count: z.number().int(),
    createdAt: Instant,
    changedAt: Instant,
    version: Version,
  })
  .meta({ id: 'CollectionSummary' });
export type CollectionSummary = z.infer<typeof CollectionSummary>;
export const CollectionPage = pageOf(CollectionSummary, 'CollectionPage');

export const CollectionItem = z
  .object({ resource: ResourceSummary, note: z.string() })
  .meta({ id: 'CollectionItem' });
export type CollectionItem = z.infer<typeof CollectionItem>;

export const Collection = CollectionSummary.extend({
  /** In their order; without those that the viewer may not see. */
  items: z.array(CollectionItem),
  can: z.object({ add: z.boolean(), change: z.boolean(), remove: z.boolean() }),
}).meta({ id: 'Collection' });
export type Collection = z.infer<typeof Collection>;

const Title = textLine(TITLE_MIN, TITLE_MAX);
const Summary = textBlock(0, COLLECTION_TEXT_MAX);
const Note = textLine(0, NOTE_MAX);
const Items = z
  .array(z.strictObject({ resourceId: Id, note: Note.default('') }))
  .max(COLLECTION_MAX)
  .refine((items) => new Set(items.map(({ resourceId }) => resourceId)).size === items.length, {
    error: 'has a resource twice',
  });

export const CreateCollection = z
  .strictObject({ spaceId: Id, title: Title, summary: Summary.default(''), items: Items.default([]) })
  .meta({ id: 'CreateCollection' });
export type CreateCollection = z.infer<typeof CreateCollection>;

export const ChangeCollection = z
  .strictObject({
    version: Version,
    title: Title.optional(),
    summary: Summary.optional(),
    /** All of them, in their new order; what is not named goes, unless it is hidden from who changes it. */
    items: Items.optional(),
  })
  .meta({ id: 'ChangeCollection' });
export type ChangeCollection = z.infer<typeof ChangeCollection>;

/** Puts one resource at its end, or another note beside one that is there. */
export const AddToCollection = z.strictObject({ note: Note.default('') }).meta({ id: 'AddToCollection' });
export type AddToCollection = z.infer<typeof AddToCollection>;

export const CollectionQuery = PageQuery.extend({
  space: Slug.optional(),
  /** Those that hold this resource. */
  resource: PathId.optional(),
  /** Those that the viewer may put something into. */
  may: z.enum(['add']).optional(),
});
export type CollectionQuery = z.infer<typeof CollectionQuery>;
