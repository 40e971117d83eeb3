import { useI18n } from 'vue-i18n';
import { sizeWords } from '@fingerpost/messages/sizes';
import type { ResourceSummary } from '@fingerpost/contracts/resources';

/** What one gets: "Word, 24 kB". */
export function useFormats() {
  const { t } = useI18n();
  return ({ format, size }: Pick<ResourceSummary, 'format' | 'size'>) =>
    format === null
      ? t('resources.row.held')
      : t(`resources.format.${format}`) + (size === null ? '' : `, ${sizeWords(size)}`);
}

export const resourcePath = ({ id, slug }: { id: number; slug: string }): string =>
  `/resources/${id}-${slug}`;
