import { computed, watch, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import { isCode } from '../api/problem';
import { toast } from './toasts';

/**
 * An address may name a place that its list does not have: the list then begins at its beginning, with a word on that.
 * @returns whether that is on its way
 */
export function useLostPlace(error: () => unknown): ComputedRef<boolean> {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const isLost = computed(() => isCode(error(), 'unknown_cursor'));
  watch(
    isLost,
    (lost) => {
      if (!lost) return;
      toast(t('common.fromBeginning'));
      const { after: _after, before: _before, ...query } = route.query;
      void router.replace({ query, hash: route.hash });
    },
    { immediate: true },
  );
  return isLost;
}
