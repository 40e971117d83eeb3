import { chromium } from '@playwright/test';
import { findBrowser } from '../../../../scripts/lib/browser.mjs';

export interface MapTimes {
  /** Seconds from the address to markers on the shapes, as somebody who was never here. */
  ready: number;
  /** Milliseconds from a choice of a filter to the map that answers it. */
  filtered: number;
}

/** Opens the directory's map and narrows it to a nation. */
export async function timeMap(origin: string): Promise<MapTimes> {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    const began = performance.now();
    await page.goto(`${origin}/partnerships`, { waitUntil: 'commit' });
    await page.locator('.map path').first().waitFor();
    await page.locator('.map .pin').first().waitFor();
    const ready = (performance.now() - began) / 1000;
    await page.waitForLoadState('networkidle');
    // Timed inside of the page, so that the driver's own ways do not count.
    const filtered = await page.evaluate(async () => {
      const select = document.querySelector<HTMLSelectElement>('#directory-nation')!;
      const sum = () =>
        [...document.querySelectorAll('.map .pin')].map(({ textContent }) => textContent).join(' ');
      const [before, start] = [sum(), performance.now()];
      select.value = 'scotland';
      select.dispatchEvent(new Event('input', { bubbles: true }));
      select.dispatchEvent(new Event('change', { bubbles: true }));
      while (sum() === before) await new Promise((frame) => requestAnimationFrame(frame));
      return performance.now() - start;
    });
    return { ready, filtered };
  } finally {
    await browser.close();
  }
}
