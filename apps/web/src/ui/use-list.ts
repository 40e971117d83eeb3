import { computed, nextTick, reactive, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import type { Page } from '@fingerpost/contracts/common';
import { listPlaceOf, type ListPlace } from '../api/list-place';
import { keepPlaces, keptPlaces } from './kept-places';
import { useLostPlace } from './lost-place';
import { announce } from './toasts';
import { usePages, type Direction, type PageQuery } from './use-pages';

interface Shown<T> {
  /** What the list is of: when it changes, the list begins anew. */
  of: () => unknown;
  page: (place: ListPlace) => PageQuery<Page<T>>;
  /** What tells a row from all others: one that moved between two pages comes in both. */
  key: (row: T) => number | string;
  /** Finds the rows' own links, for the keyboard to go on at when the button has gone with the last page. */
  links: string;
  /** The page itself says how many were found. */
  counted?: boolean;
}

/** A list on a page of its own: it begins where the address says, and the address follows when more is fetched. */
export function useList<T>({ of, page, key, links, counted = false }: Shown<T>) {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const here = () => page(listPlaceOf(route.query)).queryKey;
  const pages = usePages<Page<T>, ListPlace>(of, () => listPlaceOf(route.query), page, keptPlaces(here()));
  const rows = computed(() => [
    ...new Map(pages.pages.value.flatMap(({ items }) => items).map((row) => [key(row), row])).values(),
  ]);
  let last: Direction = 'next';

  async function more(direction: Direction): Promise<void> {
    last = direction;
    const before = rows.value.length;
    const place = await pages.load(direction);
    if (!place) return;
    announce(t('common.loaded', rows.value.length - before));
    const { after: _after, before: _before, ...rest } = route.query;
    await router.replace({ query: { ...rest, ...place }, hash: route.hash });
    keepPlaces(here(), pages.places.value);
    await nextTick();
    if (direction === 'next' ? pages.next.value : pages.previous.value) return;
    const reached = document.querySelectorAll<HTMLElement>(links);
    reached[direction === 'next' ? before : 0]?.focus();
  }

  const { next, previous, loading, failure, retry } = pages;
  const isLost = useLostPlace(() => pages.error.value);
  const pending = computed(() => pages.pending.value || isLost.value);
  const error = computed(() => (isLost.value ? null : pages.error.value));
  const again = () => more(last);

  // How many there are once it was narrowed or sorted: what sighted readers see happen by itself.
  let isNarrowed = false;
  watch(
    [() => JSON.stringify(of()), pending],
    ([subject], [before]) => {
      isNarrowed ||= subject !== before;
      if (!isNarrowed || pending.value) return;
      isNarrowed = false;
      if (!counted && !error.value)
        announce(t(next.value ? 'common.listedFirst' : 'common.listed', rows.value.length));
    },
    { flush: 'post' },
  );
  return reactive({ rows, next, previous, loading, failure, pending, error, retry, more, again });
}
