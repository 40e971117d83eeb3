import { z } from 'zod';
import { Slug, Version, textBlock, textLine } from './common.js';
import {
  LIST_MAX,
  MEMBERS_MAX,
  NAMES_MAX,
  ORGANISATION_MAX,
  SUMMARY_MAX,
  TAGS_MAX,
  TAG_MAX,
  TITLE_MAX,
  TITLE_MIN,
} from './limits.js';
import { NATIONS } from './nations.js';
import {
  EVIDENCES,
  FORMALITIES,
  LIFECYCLES,
  MEMBER_SECTOR_NAMES,
  PARTNERSHIP_KINDS,
  SCALES,
} from './partnership-kinds.js';
import {
  Agreement,
  Founded,
  PartnershipActivity,
  PartnershipLink,
  PartnershipSource,
  Pin,
} from './partnerships.js';

/** A member by its name: an organisation of that name is found, or made unlisted. */
const MemberWish = z.strictObject({
  name: textLine(1, ORGANISATION_MAX),
  sector: z.enum(MEMBER_SECTOR_NAMES),
  evidence: z.enum(EVIDENCES).default('member'),
  collective: z.boolean().default(false),
  note: textLine(0, SUMMARY_MAX).default(''),
});

const fields = {
  name: textLine(TITLE_MIN, TITLE_MAX),
  kind: z.enum(PARTNERSHIP_KINDS),
  aliases: z.array(textLine(1, TITLE_MAX)).max(NAMES_MAX),
  nation: z.enum(NATIONS),
  scale: z.enum(SCALES),
  area: textLine(1, TITLE_MAX),
  pin: Pin.nullable(),
  purpose: z.array(textLine(1, SUMMARY_MAX)).max(LIST_MAX),
  formality: z.enum(FORMALITIES),
  formalityBasis: textBlock(0, SUMMARY_MAX),
  lifecycle: z.enum(LIFECYCLES),
  founded: Founded.nullable(),
  agreement: Agreement,
  members: z.array(MemberWish).max(MEMBERS_MAX),
  activityList: z.array(PartnershipActivity).max(LIST_MAX),
  links: z.array(PartnershipLink).max(LIST_MAX),
  sources: z.array(PartnershipSource).max(LIST_MAX),
  tags: z.array(textLine(1, TAG_MAX).transform((tag) => tag.toLowerCase())).max(TAGS_MAX),
  distinction: textLine(0, SUMMARY_MAX),
};

/** As far as a mail would find its way. */
const MAIL_ADDRESS = /[\w+-]@[\w-]+(?:\.[\w-]+)+/;

/** Every text of a record with its path, but for addresses of the web. */
function* textsOf(said: unknown, path: string[] = []): Generator<[path: string[], text: string]> {
  if (typeof said === 'string') yield [path, said];
  else if (typeof said === 'object' && said !== null)
    for (const [name, value] of Object.entries(said))
      if (name !== 'url') yield* textsOf(value, [...path, name]);
}

/** A record is public and is copied: it leads to pages, and to its stewards by messages that show no address. */
const withoutAddresses = (said: object, context: z.RefinementCtx): void => {
  for (const [path, text] of textsOf(said))
    if (MAIL_ADDRESS.test(text))
      context.addIssue({
        code: 'custom',
        path,
        message: 'has an e-mail address; name the page that says how to write',
      });
};

/** `POST /api/partnerships`: four things must be said, the rest can come later. */
export const CreatePartnership = z
  .strictObject({
    name: fields.name,
    nation: fields.nation,
    scale: fields.scale,
    area: fields.area,
    kind: fields.kind.default('local-partnership'),
    aliases: fields.aliases.default([]),
    pin: fields.pin.default(null),
    purpose: fields.purpose.default([]),
    formality: fields.formality.default('unknown'),
    formalityBasis: fields.formalityBasis.default(''),
    lifecycle: fields.lifecycle.default('unknown'),
    founded: fields.founded.default(null),
    agreement: Agreement.default({
      type: 'unknown',
      status: 'unknown',
      signedOn: null,
      reviewDueOn: null,
      url: null,
    }),
    members: fields.members.default([]),
    activityList: fields.activityList.default([]),
    links: fields.links.default([]),
    sources: fields.sources.default([]),
    tags: fields.tags.default([]),
    distinction: fields.distinction.default(''),
  })
  .superRefine(withoutAddresses)
  .meta({ id: 'CreatePartnership' });
export type CreatePartnership = z.infer<typeof CreatePartnership>;

/** `PATCH`: what is left out stays. `successor` is the slug of what came after; `hidden` is for moderators. */
export const ChangePartnership = z
  .strictObject({
    version: Version,
    ...(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.optional()])) as {
      [K in keyof typeof fields]: z.ZodOptional<(typeof fields)[K]>;
    }),
    successor: Slug.nullable().optional(),
    hidden: z.boolean().optional(),
  })
  .superRefine(withoutAddresses)
  .meta({ id: 'ChangePartnership' });
export type ChangePartnership = z.infer<typeof ChangePartnership>;

/** "Still right", said of what stands there at this version. */
export const VerifyPartnership = z.strictObject({ version: Version }).meta({ id: 'VerifyPartnership' });
export type VerifyPartnership = z.infer<typeof VerifyPartnership>;
/** "I look after this": what shows it, in a line, for the moderator who confirms. */
export const ClaimPartnership = z
  .preprocess((body) => body ?? {}, z.strictObject({ note: textLine(0, SUMMARY_MAX).default('') }))
  .meta({ id: 'ClaimPartnership' });
export type ClaimPartnership = z.infer<typeof ClaimPartnership>;
/** One record was another of the same: its names, links and sources go over to `into`, a slug. */
export const MergePartnership = z.strictObject({ into: Slug }).meta({ id: 'MergePartnership' });
export type MergePartnership = z.infer<typeof MergePartnership>;
