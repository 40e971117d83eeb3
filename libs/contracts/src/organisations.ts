import { z } from 'zod';
import { Id, PageQuery, Version, pageOf, textLine } from './common.js';
import { NAMES_MAX, ORGANISATION_MAX, QUERY_MAX, TITLE_MAX } from './limits.js';
import { NATIONS } from './nations.js';
import { SECTOR_NAMES } from './sector-names.js';

export const SECTORS = SECTOR_NAMES;
export const Sector = z.enum(SECTORS);
export type Sector = z.infer<typeof Sector>;

/** An organisation as other things name it; one that is not listed yet has no page. */
export const OrganisationRef = z
  .object({ id: Id, slug: z.string(), name: z.string(), listed: z.boolean() })
  .meta({ id: 'OrganisationRef' });
export type OrganisationRef = z.infer<typeof OrganisationRef>;

export const Organisation = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    sector: Sector,
    listed: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;
/** `GET /api/organisations/:slug`. */
export const OrganisationDetail = Organisation.extend({
  aliases: z.array(z.string()),
  formerNames: z.array(z.string()),
  nation: z.enum(NATIONS).nullable(),
  place: z.string(),
  successor: OrganisationRef.nullable(),
  /** What it took the place of. */
  predecessors: z.array(OrganisationRef),
  can: z.object({ edit: z.boolean() }),
}).meta({ id: 'OrganisationDetail' });
export type OrganisationDetail = z.infer<typeof OrganisationDetail>;
export const OrganisationPage = pageOf(Organisation, 'OrganisationPage');

/** "Mine isn't listed" becomes an unlisted organisation; a moderator merges it later. */
export const MergeOrganisation = z.strictObject({ into: Id }).meta({ id: 'MergeOrganisation' });
export type MergeOrganisation = z.infer<typeof MergeOrganisation>;

/** `GET /api/organisations`: listed ones for everybody, by name; the unlisted for those who look after the site. */
export const OrganisationQuery = PageQuery.extend({
  q: textLine(0, QUERY_MAX).default(''),
  listed: z.enum(['true', 'false']).default('true'),
});
export type OrganisationQuery = z.infer<typeof OrganisationQuery>;

/** A name that is there already answers with what is there. */
export const CreateOrganisation = z
  .strictObject({ name: textLine(1, ORGANISATION_MAX), sector: Sector })
  .meta({ id: 'CreateOrganisation' });
export type CreateOrganisation = z.infer<typeof CreateOrganisation>;
/** `PATCH /api/organisations/:id`, for those who look after the site: adds it to the list, mends its name. */
export const ChangeOrganisation = z
  .strictObject({
    version: Version,
    name: textLine(1, ORGANISATION_MAX).optional(),
    sector: Sector.optional(),
    listed: z.boolean().optional(),
    /** Other names that people use for it today. */
    aliases: z.array(textLine(1, ORGANISATION_MAX)).max(NAMES_MAX).optional(),
    /** What it was called before. */
    formerNames: z.array(textLine(1, ORGANISATION_MAX)).max(NAMES_MAX).optional(),
    /** What took its place, when it is no more. */
    successorId: Id.nullable().optional(),
    nation: z.enum(NATIONS).nullable().optional(),
    place: textLine(0, TITLE_MAX).optional(),
  })
  .meta({ id: 'ChangeOrganisation' });
export type ChangeOrganisation = z.infer<typeof ChangeOrganisation>;
