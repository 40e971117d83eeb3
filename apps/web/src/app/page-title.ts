import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSite } from '../api/site';

/** What the tab and the history call this page; the server's title stands until there is one. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  const { t } = useI18n();
  const { site } = useSite();
  watchEffect(() => {
    const words = toValue(title);
    const name = site.value?.name ?? t('common.siteName');
    if (words) document.title = t('common.titleOf', { title: words, site: name });
  });
}
