import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { Sector } from '@fingerpost/contracts/organisations';
import type { Licence, ResourceKind } from '@fingerpost/contracts/resources';
import type { ListPlace } from '../api/list-place';
import type { LibraryFilter } from './resources.api';

const KINDS: Record<ResourceKind, true> = {
  template: true,
  guide: true,
  checklist: true,
  training: true,
  leaflet: true,
  campaign: true,
  questions: true,
  report: true,
  other: true,
};
const LICENCES: Record<Licence, true> = {
  'cc-by': true,
  'cc-by-sa': true,
  'cc-by-nc': true,
  cc0: true,
  ogl: true,
  members: true,
};
const SECTORS: Record<Sector, true> = {
  nhs: true,
  university: true,
  'public-library': true,
  council: true,
  charity: true,
  'patient-voice': true,
  other: true,
};
export const KIND_NAMES = Object.keys(KINDS) as ResourceKind[];
export const LICENCE_NAMES = Object.keys(LICENCES) as Licence[];
export const SECTOR_NAMES = Object.keys(SECTORS) as Sector[];

const text = (value: LocationQuery[string] | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined;
const among = <T extends string>(names: readonly T[], value: LocationQuery[string] | undefined) =>
  names.find((name) => name === value);

/** What the address of the library asks for; what it says oddly is left out. */
export const filterOf = (query: LocationQuery): LibraryFilter => ({
  space: text(query.space),
  kind: among(KIND_NAMES, query.kind),
  tag: text(query.tag),
  audience: among(SECTOR_NAMES, query.audience),
  licence: among(LICENCE_NAMES, query.licence),
  sort: query.sort === 'used' ? 'used' : 'new',
});

/** The address of a filter: what is usual goes without saying. */
export const filterQuery = (
  { space, kind, tag, audience, licence, sort }: Partial<LibraryFilter>,
  place: ListPlace = {},
): LocationQueryRaw => ({
  ...(space && { space }),
  ...(kind && { kind }),
  ...(tag && { tag }),
  ...(audience && { audience }),
  ...(licence && { licence }),
  ...(sort === 'used' && { sort }),
  ...place,
});
