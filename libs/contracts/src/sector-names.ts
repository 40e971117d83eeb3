/** Where somebody works, free of zod. */
export const SECTOR_NAMES = [
  'nhs',
  'university',
  'public-library',
  'council',
  'charity',
  'patient-voice',
  'other',
] as const;
