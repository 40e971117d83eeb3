import { ref } from 'vue';

/** The frame is mounted first and its page a task later: in one piece they would hold up a slow phone. */
export const pageIsDue = ref(false);

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
