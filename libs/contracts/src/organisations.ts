import { z } from 'zod';
import { Id, PageQuery, pageOf, textLine } from './common.js';
import { ORGANISATION_MAX, QUERY_MAX } from './limits.js';

export const SECTORS = [
  'nhs',
  'university',
  'public-library',
  'council',
  'charity',
  'patient-voice',
  'other',
] as const;
export const Sector = z.enum(SECTORS);
export type Sector = z.infer<typeof Sector>;

export const Organisation = z
  .object({ id: Id, name: z.string(), sector: Sector, listed: z.boolean() })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;
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
    name: textLine(1, ORGANISATION_MAX).optional(),
    sector: Sector.optional(),
    listed: z.boolean().optional(),
  })
  .meta({ id: 'ChangeOrganisation' });
export type ChangeOrganisation = z.infer<typeof ChangeOrganisation>;
