import { useI18n } from 'vue-i18n';
import type { PartnershipSummary } from '@fingerpost/contracts/partnerships';

/** "Bolton (borough)". */
export function useCoverage() {
  const { t } = useI18n();
  return ({ area, scale }: Pick<PartnershipSummary, 'area' | 'scale'>): string =>
    t('partnerships.covers', { area, scale: t(`partnerships.scale.${scale}`) });
}
