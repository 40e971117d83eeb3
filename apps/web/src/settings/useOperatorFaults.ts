import { useI18n } from 'vue-i18n';
import { NAME_MAX } from '@fingerpost/contracts/limits';
import type { RemoveDemonstration } from '@fingerpost/contracts/settings';
import { emailFault, lineFault, newPasswordFault } from '../accounts/faults';
import { useFaultWords } from '../accounts/useFaultWords';

export type OperatorWords = RemoveDemonstration;
export const OPERATOR_FIELDS = ['displayName', 'email', 'password', 'siteName', 'joining'] as const;

/** What is amiss with what somebody says who is to run the site. */
export function useOperatorFaults() {
  const { t } = useI18n();
  const faults = useFaultWords();
  return ({ displayName, email, password, siteName }: OperatorWords) => ({
    displayName: faults(lineFault(displayName, NAME_MAX), t('settings.first.name'), NAME_MAX),
    email: faults(emailFault(email)),
    password: faults(newPasswordFault(password)),
    siteName: faults(lineFault(siteName, NAME_MAX), t('settings.site.siteName'), NAME_MAX),
  });
}
