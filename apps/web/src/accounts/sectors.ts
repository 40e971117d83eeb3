import type { Sector } from '@fingerpost/contracts/organisations';

// The contract's list comes with zod, which a form does not need; the record keeps the two from drifting apart.
const ALL: Record<Sector, true> = {
  nhs: true,
  university: true,
  'public-library': true,
  council: true,
  charity: true,
  'patient-voice': true,
  other: true,
};

export const SECTORS = Object.keys(ALL) as Sector[];
