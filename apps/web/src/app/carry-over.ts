/**
 * Somebody may have begun to type, or to walk with the Tab key, before the scripts arrived: the words and the focus go
 * over to the new page. Call it before the page is replaced, and what it returns after.
 */
export function carryOver(): () => void {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body || active.id === 'main')
    return () => undefined;
  const text = isField(active) ? active.value : null;
  const alike = likenessOf(active);
  return () => {
    const heir = alike();
    if (text && isField(heir)) {
      heir.value = text;
      heir.dispatchEvent(new Event('input', { bubbles: true }));
    }
    heir?.focus({ preventScroll: true });
  };
}

const isField = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/** Finds what took the place of `element`: what has its id, or the same one of those that lead or read alike. */
function likenessOf(element: HTMLElement): () => HTMLElement | null {
  const { id, tagName } = element;
  if (id) return () => document.getElementById(id);
  const sign = signOf(element);
  const alike = () =>
    [...document.querySelectorAll<HTMLElement>(tagName)].filter((each) => signOf(each) === sign);
  const place = alike().indexOf(element);
  return () => alike()[place] ?? null;
}

const signOf = (element: Element): string =>
  element.getAttribute('href') ?? element.getAttribute('aria-label') ?? element.textContent.trim();
