import type { Locator, Page } from '@playwright/test';
import type { Api } from '../../support/api.js';
import type { Coming } from '../../support/test.js';

/** A state of a page that somebody can be in. */
export interface Place {
  name: string;
  as?: Coming['as'];
  /** Its path, or what makes the things that it shows and then says the path. */
  path: string | ((api: Api) => Promise<string>);
  /** What leads from the page to the state. */
  open?: (page: Page) => Promise<unknown>;
}

export const at = (path: string, name = path): Place => ({ name, path });
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true }).first();
export const item = (page: Page, name: string): Locator => page.getByRole('menuitem', { name, exact: true });
export const dialog = (page: Page): Promise<void> => page.getByRole('dialog').waitFor();
export const menu = (page: Page): Promise<void> => page.getByRole('menu').waitFor();
