import { gzipSync } from 'node:zlib';
import { chromium, type Page, type Response } from '@playwright/test';
import { findBrowser } from '../../../../scripts/lib/browser.mjs';

export interface Weight {
  /** Kilobytes of script, gzipped, until Vue had taken the page over. */
  untilWorking: number;
  untilIdle: number;
  foreign: number;
}

/** Opens a page as somebody who was never here, and weighs every script that Chromium asked for. */
export async function weigh(url: string): Promise<Weight> {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  try {
    const page = await (await browser.newContext()).newPage();
    const scripts: Promise<number>[] = [];
    let foreign = 0;
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin)
        foreign += 1;
    });
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(gzipped(response));
    });
    await page.goto(url, { waitUntil: 'commit' });
    await working(page);
    const untilWorking = await sum(scripts);
    await page.waitForLoadState('networkidle');
    return { untilWorking, untilIdle: await sum(scripts), foreign };
  } finally {
    await browser.close();
  }
}

/** Vue leaves a mark on the element that it took over; from then on controls answer. */
const working = (page: Page) =>
  page.waitForFunction(
    () => (document.querySelector('#app') as { __vue_app__?: unknown } | null)?.__vue_app__ !== undefined,
  );

const gzipped = async (response: Response): Promise<number> => gzipSync(await response.body()).length / 1000;

const sum = async (sizes: Promise<number>[]): Promise<number> =>
  (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
