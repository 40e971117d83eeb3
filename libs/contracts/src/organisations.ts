import { z } from 'zod';
import { Id, pageOf } from './common.js';

export const SECTORS = ['nhs', 'university', 'public-library', 'council', 'charity', 'patient-voice', 'other'] as const;
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
