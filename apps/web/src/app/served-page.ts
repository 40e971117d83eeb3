import { nextTick, ref, type Ref } from 'vue';

/** The frame is mounted first and its page later: in one piece they would hold up a slow phone. */
export const pageIsDue = ref(false);

/** Until the page is whole it is built aside, outside of the document, while what the server wrote stands. */
export const isBehind = ref(true);
export const aside = document.createElement('div');

/** A finger or a key that waits is served between the steps of the start. */
export const breath = () => new Promise<void>((resolve) => setTimeout(resolve));

const building = new Set<Promise<void>>();
let show = () => undefined as void;
/** When the page stands before the reader, and can be scrolled and focused. */
export const shown = new Promise<void>((resolve) => (show = resolve));

/** For a page that would take long at once: a step that rises by one with each breath, while nobody sees the page yet. */
export function useSteps(last: () => number): Ref<number> {
  const step = ref(isBehind.value ? 0 : Infinity);
  if (!isBehind.value) return step;
  const climb = async () => {
    while (step.value < last()) {
      await breath();
      step.value += 1;
      await nextTick();
    }
    step.value = Infinity;
  };
  const climbing: Promise<void> = climb().finally(() => building.delete(climbing));
  building.add(climbing);
  return step;
}

/** Builds the page aside, then calls `change`, which takes the served one away, and shows it instead. */
export async function buildPage(change: () => void): Promise<void> {
  pageIsDue.value = true;
  await nextTick();
  await breath();
  while (building.size > 0) await Promise.all(building);
  await breath();
  change();
  isBehind.value = false;
  await nextTick();
  show();
}

/** Keeps what the server wrote into the page standing inside of the new frame until the page's own component comes. */
export function takeServed() {
  const nodes = [...(document.getElementById('main')?.childNodes ?? [])];
  return {
    putBack: () => document.getElementById('main')?.append(...nodes),
    remove: () => {
      for (const node of nodes) node.remove();
    },
  };
}
