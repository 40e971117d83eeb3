import { defineAsyncComponent, h, ref, type Component } from 'vue';
import { persistent } from '../api/persistent';

/**
 * A menu whose library comes later. Until then its button holds the place, as in the server's HTML; pressed already,
 * it opens the menu as soon as that is here: give `opened` to it.
 */
export function useMenuInTime<T extends Component>(
  load: () => Promise<{ default: T }>,
  label: () => string,
  words: () => string,
) {
  const opened = ref(false);
  const Waiting = () =>
    h(
      'button',
      {
        type: 'button',
        class: 'button button-quiet button-small',
        'aria-label': label(),
        onClick: () => (opened.value = true),
      },
      words(),
    );
  const Menu = defineAsyncComponent<T>({
    loader: async () => (await persistent(load)).default,
    loadingComponent: Waiting,
    delay: 0,
  });
  return { Menu, opened };
}
