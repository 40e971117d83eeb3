import { expect, type Locator, type Page } from '@playwright/test';
import { focusSeen } from './focus-seen.js';

const ENOUGH = 80;

/** A person without a mouse: every stop of the Tab key must be seen, and covered by nothing. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  async tabTo(target: Locator): Promise<void> {
    for (let stops = 0; stops < ENOUGH; stops++) {
      await this.page.keyboard.press('Tab');
      await this.expectSeen();
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    }
    throw new Error(`The Tab key does not reach ${target}`);
  }

  /** From the top of the page to its end; says how many stops there are. */
  async tabThrough(): Promise<number> {
    for (let stops = 0; stops < 4 * ENOUGH; stops++) {
      await this.page.keyboard.press('Tab');
      if (await this.page.evaluate(() => document.activeElement === document.body)) return stops;
      await this.expectSeen();
    }
    throw new Error('The Tab key does not come to an end');
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async expectSeen(): Promise<void> {
    const { what, ...seen } = await this.page.evaluate(focusSeen);
    expect(seen, what).toEqual({ ring: true, inWindow: true, covered: false });
  }
}
