/** Keeps what has the focus where it stands in the window while something above it grows or goes. */
export function holdFocusStill(growing: Element | null): () => void {
  const focused = document.activeElement;
  const below =
    growing && focused && growing.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
  const before = focused?.getBoundingClientRect().top ?? 0;
  return () => {
    if (!below) return;
    const moved = focused.getBoundingClientRect().top - before;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
  };
}
