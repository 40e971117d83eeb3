import { nextTick } from 'vue';

/** After a navigation, screen readers and the keyboard begin at the new page's heading. */
export function focusPage(): void {
  void nextTick(() => {
    const main = document.getElementById('main');
    const heading = main?.querySelector<HTMLElement>('h1');
    heading?.setAttribute('tabindex', '-1');
    (heading ?? main)?.focus({ preventScroll: true });
  });
}
