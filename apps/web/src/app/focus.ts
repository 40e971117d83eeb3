import { nextTick } from 'vue';

/** Milliseconds for a page that has to fetch what its heading says. */
const PATIENCE = 3_000;

/**
 * After a navigation, screen readers and the keyboard begin at the place that the address names, or at the new page's
 * heading, also where that comes later than the page; unless somebody has gone on meanwhile.
 */
export function focusPage(hash = ''): void {
  const until = performance.now() + PATIENCE;
  void nextTick(() => {
    const main = document.getElementById('main');
    main?.focus({ preventScroll: true });
    const look = () => {
      if (document.activeElement !== main) return;
      const named = hash && document.getElementById(hash.slice(1));
      const place = named || main?.querySelector<HTMLElement>('h1');
      if (!place) return void (performance.now() < until && requestAnimationFrame(look));
      if (!place.hasAttribute('tabindex')) place.setAttribute('tabindex', '-1');
      place.focus({ preventScroll: true });
    };
    look();
  });
}
