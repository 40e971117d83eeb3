import type { Page } from '@playwright/test';

export const WIDE = { width: 1280, height: 900 };
/** 1280 by 1024 pixels at 400 %. */
const ZOOMED = { width: 320, height: 256 };

interface Mode {
  name: string;
  viewport: { width: number; height: number };
  media: Parameters<Page['emulateMedia']>[0];
  /** At 400 % the page is the one of 320 px, looked at through less. */
  axe: boolean;
}

const plain = { colorScheme: 'light', forcedColors: 'none' } as const;
export const MODES: readonly Mode[] = [
  { name: 'light', viewport: WIDE, media: plain, axe: true },
  { name: 'dark', viewport: WIDE, media: { ...plain, colorScheme: 'dark' }, axe: true },
  { name: 'forced colours', viewport: WIDE, media: { ...plain, forcedColors: 'active' }, axe: true },
  { name: '320 px', viewport: { width: 320, height: 640 }, media: plain, axe: true },
  { name: 'at 400 %', viewport: ZOOMED, media: plain, axe: false },
];

export async function putInto(page: Page, { viewport, media }: Mode): Promise<void> {
  await page.emulateMedia(media);
  await page.setViewportSize(viewport);
  // Colours that fade over would be measured half-way.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
  );
}
