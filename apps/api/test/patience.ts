/**
 * Milliseconds that a test waits for what follows by itself (a job, a socket, a mail) before it says that it does not.
 * Generous, as it costs nothing where all is well: how soon things come is measured by `npm run bench`.
 */
export const PATIENCE = 30_000;

/** Waits until something holds, asking again every 20 ms. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string = holds.toString(),
): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${PATIENCE} ms: ${what}`);
    await new Promise((again) => setTimeout(again, 20));
  }
}
