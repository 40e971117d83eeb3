import { nextTick, ref } from 'vue';
import { isNavigationFailure, NavigationFailureType, type Router } from 'vue-router';

/** A page whose script is here before this changes at once; a later one shows that it is coming, within 100 ms. */
const UNNOTICED = 80;

/** Whether a page was asked for whose script has not come yet. */
export const isPageComing = ref(false);

/** The router keeps the old page until the new one's script is here: what was pressed would look deaf meanwhile. */
export function tellOfComing(router: Router): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let focused: Element | null = null;
  const show = () => {
    focused = document.activeElement;
    isPageComing.value = true;
  };
  const over = () => {
    clearTimeout(timer);
    isPageComing.value = false;
  };
  // After the guards of the page that is left, which may ask somebody first.
  router.beforeEach((to, from) => {
    clearTimeout(timer);
    if (from.matched.length > 0 && to.path !== from.path) timer = setTimeout(show, UNNOTICED);
  });
  // One that gave way to another is followed by that one, whose time runs already.
  router.afterEach((_to, _from, failure) => {
    if (!isNavigationFailure(failure, NavigationFailureType.cancelled)) over();
  });
  // The old page stays then, and what is not seen cannot have kept the focus.
  router.onError(async () => {
    const wasComing = isPageComing.value;
    over();
    await nextTick();
    if (wasComing && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  });
}
