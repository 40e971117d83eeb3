import { expect, type Locator, type Page } from '@playwright/test';
import type { Discussion } from '@fingerpost/contracts/discussions';

/** The places of a thread, as a screen reader names them. */
export const post = (page: Page, number: number): Locator =>
  page.getByRole('article', { name: new RegExp(`^Post ${number}(?: by|,)`) });
export const replyBox = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Your reply', exact: true });
export const replyButton = (page: Page): Locator =>
  page.getByRole('region', { name: 'Your reply' }).getByRole('button', { name: 'Reply', exact: true });

export const threadPath = ({ id, slug }: Pick<Discussion, 'id' | 'slug'>) => `/discussions/${id}-${slug}`;

/** Until then a page is as the server wrote it: what one presses goes by the form that it had, or nowhere. */
export const takenOver = (page: Page): Promise<void> =>
  page.locator('html:has(.toasts)').waitFor({ state: 'attached' });

/** Writes into the composer and waits until the rich editor has taken the place of the plain box. */
export async function write(box: Locator, words: string): Promise<void> {
  await box.click();
  await box.and(box.page().locator('[contenteditable=true]')).waitFor();
  await box.pressSequentially(words);
}

/** What stands in a composer, be it the plain box or the rich editor. */
export const expectWords = (box: Locator, words: string | RegExp) =>
  expect
    .poll(() => box.evaluate((field: HTMLElement) => ('value' in field ? field.value : field.innerText)))
    .toMatch(words);
