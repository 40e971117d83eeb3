/** Somebody may have begun to type before the scripts arrived: the words and the focus go over to the new page. */
export function carryOver(): () => void {
  const active = document.activeElement;
  const id = active?.id;
  const text =
    active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active.value : null;
  return () => {
    if (!id || id === 'main') return;
    const heir = document.getElementById(id);
    if (text && (heir instanceof HTMLInputElement || heir instanceof HTMLTextAreaElement)) {
      heir.value = text;
      heir.dispatchEvent(new Event('input', { bubbles: true }));
    }
    heir?.focus({ preventScroll: true });
  };
}
