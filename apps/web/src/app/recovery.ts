/** Seconds; whoever is asked for a page over and over does not become well sooner. */
const LONGEST = 60;

/** The seconds to wait that a page names which the server could not write; null on every other page. */
export function unavailableFor(root: ParentNode = document): number | null {
  const { retryAfter } = root.querySelector<HTMLElement>('[data-retry-after]')?.dataset ?? {};
  return retryAfter === undefined ? null : Math.max(1, Number(retryAfter) || 1);
}

/** Asks for the page again, with growing pauses, and opens it anew once the server can write it. */
export async function openOnceWell(seconds: number): Promise<void> {
  for (let wait = seconds; ; wait = Math.min(2 * wait, LONGEST)) {
    await new Promise((done) => setTimeout(done, wait * 1000));
    if (document.visibilityState === 'visible' && (await isWell(location.href))) return location.reload();
  }
}

const isWell = (address: string) =>
  fetch(address, { headers: { accept: 'text/html' }, cache: 'no-store' }).then(
    ({ status }) => status < 500 && status !== 429,
    () => false,
  );
