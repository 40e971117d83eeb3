import { useI18n } from 'vue-i18n';
import { PASSWORD_MAX, PASSWORD_MIN } from '@fingerpost/contracts/limits';
import type { Fault } from './faults';

/** A fault in words that name the field: "Your name: enter something here." */
export function useFaultWords() {
  const { t } = useI18n();
  return (fault: Fault | null, label = '', max = PASSWORD_MAX): string | null =>
    fault && t(`accounts.faults.${fault}`, { label, min: PASSWORD_MIN, max });
}
