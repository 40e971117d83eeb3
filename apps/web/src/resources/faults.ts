import { useI18n } from 'vue-i18n';
import { TITLE_MAX, TITLE_MIN } from '@fingerpost/contracts/limits';
import type { UploadState } from '../files/useUpload';

/** What the browser can tell of what is given by itself. */
export function useGiveFaults() {
  const { t } = useI18n();
  return {
    title: (title: string) => {
      const length = title.trim().length;
      if (length < TITLE_MIN) return t('resources.give.titleMissing');
      return length > TITLE_MAX && t('resources.give.titleLong', { max: TITLE_MAX, count: length });
    },
    link: (link: string) => !isPage(link.trim()) && t('resources.give.linkMissing'),
    upload: ({ step }: UploadState) => {
      if (step === 'ready') return false;
      return t(step === 'none' || step === 'failed' ? 'resources.file.missing' : 'resources.file.waiting');
    },
  };
}

/** As the contract asks it: a page of the web on a host with a name. */
export function isPage(link: string): boolean {
  try {
    const { protocol, hostname } = new URL(link);
    return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.');
  } catch {
    return false;
  }
}
