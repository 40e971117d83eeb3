import { useI18n } from 'vue-i18n';
import { NAME_MAX, ORGANISATION_MAX } from '@fingerpost/contracts/limits';
import { lineFault } from './faults';
import { useFaultWords } from './useFaultWords';

export interface ProfileWords {
  displayName: string;
  sector: string;
  organisation: string;
}

export const PROFILE_FIELDS = ['displayName', 'sector', 'organisation'] as const;

/** What is amiss with somebody's name, sector and organisation. */
export function useProfileFaults() {
  const { t } = useI18n();
  const words = useFaultWords();
  return ({ displayName, sector, organisation }: ProfileWords) => ({
    displayName: words(lineFault(displayName, NAME_MAX), t('accounts.signUp.name'), NAME_MAX),
    sector: sector === '' && t('accounts.signUp.sectorMissing'),
    organisation: words(
      lineFault(organisation, ORGANISATION_MAX, true),
      t('accounts.signUp.organisation'),
      ORGANISATION_MAX,
    ),
  });
}
