import { z } from 'zod';
import { Person } from './accounts.js';
import { Day, Id, Instant, PageQuery, PathId, Slug, Version, pageOf, textBlock, textLine } from './common.js';
import { Body, SpaceRef } from './discussions.js';
import { FileFormat, StoredFile, UploadId } from './files.js';
import {
  AUDIENCE_MAX,
  DESCRIPTION_MAX,
  LINK_MAX,
  NOTE_MAX,
  TAGS_MAX,
  TAG_MAX,
  TITLE_MAX,
  TITLE_MIN,
  USE_WORDS_MAX,
} from './limits.js';
import { Sector } from './organisations.js';

export const RESOURCE_KINDS = [
  'template',
  'guide',
  'checklist',
  'training',
  'leaflet',
  'campaign',
  'questions',
  'report',
  'other',
] as const;
export const ResourceKind = z.enum(RESOURCE_KINDS);
export type ResourceKind = z.infer<typeof ResourceKind>;

/** A short list in plain words; `members` is all rights reserved, for the signed-in. */
export const LICENCES = ['cc-by', 'cc-by-sa', 'cc-by-nc', 'cc0', 'ogl', 'members'] as const;
export const Licence = z.enum(LICENCES);
export type Licence = z.infer<typeof Licence>;

export const ResourceSummary = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    kind: ResourceKind,
    tags: z.array(z.string()),
    /** Whom it is made for; empty for everybody. */
    audience: z.array(Sector),
    licence: Licence,
    /** What one gets: a link, or a file of this format. Null while its first file is being looked at. */
    format: z.union([z.literal('link'), FileFormat]).nullable(),
    size: z.number().int().nullable(),
    state: z.enum(['held', 'published']),
    space: SpaceRef,
    author: Person,
    createdAt: Instant,
    /** When the present version came. */
    changedAt: Instant,
    /** Of the version that people get; 0 while there is none. */
    number: z.number().int(),
    downloadCount: z.number().int(),
    useCount: z.number().int(),
    /** Its review is due: it may be out of date. */
    mayBeOutOfDate: z.boolean(),
    /** Of its first page or the picture itself, from the root of the site. */
    thumbnail: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'ResourceSummary' });
export type ResourceSummary = z.infer<typeof ResourceSummary>;
export const ResourcePage = pageOf(ResourceSummary, 'ResourcePage');

/** A version never changes; the newest that is fit to be seen stands behind the permanent link. */
export const ResourceVersion = z
  .object({
    number: z.number().int(),
    note: z.string(),
    link: z.string().nullable(),
    file: StoredFile.nullable(),
    /** Others have it: a link, or a clean file. */
    open: z.boolean(),
    author: Person,
    writtenAt: Instant,
    downloadCount: z.number().int(),
  })
  .meta({ id: 'ResourceVersion' });
export type ResourceVersion = z.infer<typeof ResourceVersion>;

export const Resource = ResourceSummary.extend({
  /** Who looks after it now. */
  owner: Person,
  /** Whoever that was has left its space, or is erased: it wants to be handed over. */
  unattended: z.boolean(),
  reviewBy: Day.nullable(),
  link: z.string().nullable(),
  file: StoredFile.nullable(),
  /** The newest first. */
  versions: z.array(ResourceVersion),
  /** Whether a scanner looks at files on this site. */
  scanning: z.boolean(),
  discussion: z.object({ id: Id, slug: z.string(), replyCount: z.number().int() }).nullable(),
  can: z.object({
    get: z.boolean(),
    change: z.boolean(),
    remove: z.boolean(),
    addVersion: z.boolean(),
    sayUsed: z.boolean(),
    discuss: z.boolean(),
    join: z.boolean(),
  }),
}).meta({ id: 'Resource' });
export type Resource = z.infer<typeof Resource>;

const Tag = textLine(1, TAG_MAX).transform((tag) => tag.toLowerCase());
const Link = textLine(1, LINK_MAX).pipe(
  z.url({
    protocol: /^https?$/,
    hostname: z.regexes.domain,
    error: 'is not the address of a page, as https://library.example/leaflet',
  }),
);
const Audience = z.array(Sector).max(AUDIENCE_MAX);

/** What is shared: a link, or a file that was uploaded before. Exactly one of them. */
const oneOf = <T extends { link?: string | undefined; upload?: string | undefined }>(given: T) =>
  (given.link === undefined) !== (given.upload === undefined);
const ONE_OF = { error: 'Give a link or a file.', path: ['link'] };

export const CreateResource = z
  .strictObject({
    spaceId: Id,
    title: textLine(TITLE_MIN, TITLE_MAX),
    summary: textBlock(0, DESCRIPTION_MAX).default(''),
    kind: ResourceKind,
    licence: Licence,
    tags: z.array(Tag).max(TAGS_MAX).default([]),
    audience: Audience.default([]),
    reviewBy: Day.optional(),
    link: Link.optional(),
    upload: UploadId.optional(),
  })
  .refine(oneOf, ONE_OF)
  .meta({ id: 'CreateResource' });
export type CreateResource = z.infer<typeof CreateResource>;

export const ChangeResource = z
  .strictObject({
    version: Version,
    title: textLine(TITLE_MIN, TITLE_MAX).optional(),
    summary: textBlock(0, DESCRIPTION_MAX).optional(),
    kind: ResourceKind.optional(),
    licence: Licence.optional(),
    tags: z.array(Tag).max(TAGS_MAX).optional(),
    audience: Audience.optional(),
    /** Null: nobody is reminded. A day to come says that it was looked at and is right. */
    reviewBy: Day.nullable().optional(),
    /** Hands it to another member of its space, who is told and reminded from then on; it counts as looked over by nobody. */
    ownerId: Id.optional(),
  })
  .meta({ id: 'ChangeResource' });
export type ChangeResource = z.infer<typeof ChangeResource>;

/** A new version always says what is different. */
export const AddVersion = z
  .strictObject({
    version: Version,
    note: textLine(1, NOTE_MAX),
    link: Link.optional(),
    upload: UploadId.optional(),
  })
  .refine(oneOf, ONE_OF)
  .meta({ id: 'AddVersion' });
export type AddVersion = z.infer<typeof AddVersion>;

/** "We used this": how it went, in place of stars. One for each member. */
export const ResourceUse = z
  .object({ id: Id, person: Person, words: z.string(), writtenAt: Instant, mine: z.boolean() })
  .meta({ id: 'ResourceUse' });
export type ResourceUse = z.infer<typeof ResourceUse>;
export const ResourceUsePage = pageOf(ResourceUse, 'ResourceUsePage');
export const SayUsed = z.strictObject({ words: textLine(1, USE_WORDS_MAX) }).meta({ id: 'SayUsed' });
export type SayUsed = z.infer<typeof SayUsed>;

/** The first words of the discussion about it. */
export const OpenResourceDiscussion = z.strictObject({ body: Body }).meta({ id: 'OpenResourceDiscussion' });
export type OpenResourceDiscussion = z.infer<typeof OpenResourceDiscussion>;

export const ResourceQuery = PageQuery.extend({
  space: Slug.optional(),
  kind: ResourceKind.optional(),
  tag: textLine(1, TAG_MAX).optional(),
  audience: Sector.optional(),
  licence: Licence.optional(),
  sort: z.enum(['new', 'used']).default('new'),
});
export type ResourceQuery = z.infer<typeof ResourceQuery>;
/** A past version, by its number. */
export const DownloadQuery = z.strictObject({ version: PathId.optional() });
export type DownloadQuery = z.infer<typeof DownloadQuery>;
