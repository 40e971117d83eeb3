import { DESCRIPTION_MAX, NAME_MAX, SUMMARY_MAX } from '@fingerpost/contracts/limits';
import type { Settings } from '@fingerpost/contracts/settings';

export const SITE_FIELDS = ['siteName', 'runBy', 'contact', 'joining', 'modules', 'houseRules'] as const;
export type SiteWords = Pick<Settings, (typeof SITE_FIELDS)[number]>;

export const wordsOf = ({ siteName, runBy, contact, joining, modules, houseRules }: Settings): SiteWords => ({
  siteName,
  runBy,
  contact,
  joining,
  modules: [...modules],
  houseRules,
});

export const FIELD_MAX = { siteName: NAME_MAX, runBy: SUMMARY_MAX, houseRules: DESCRIPTION_MAX } as const;
