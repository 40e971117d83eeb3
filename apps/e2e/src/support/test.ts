import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { Api } from './api.js';
import { joinSite } from './members.js';
import { refuseSockets, SOCKETS_BLOCKED } from './sockets.js';
import { addressOf, LOCALHOST, LOOPBACK, type DemoName } from './site.js';
import { expectQuiet, watchOver, type Watch } from './watch.js';

export { expect } from '@playwright/test';

export interface Person {
  page: Page;
  context: BrowserContext;
  api: Api;
}

export interface Coming extends BrowserContextOptions {
  /** A demonstration member, or somebody new who signs up first; a guest when left out. */
  as?: DemoName | 'somebody new';
  /** A name for somebody new. */
  name?: string;
  /** At the other local address, as "Open as a second person" does. */
  second?: boolean;
}

interface Fixtures {
  /** Opens a browser of their own for a person; what it may never do is checked at the end of the journey. */
  person: (coming?: Coming) => Promise<Person>;
  /** One who comes again and again, for journeys that only look: nothing is stored in the browser but who it is. */
  regular: (as?: DemoName) => Promise<Person>;
}

interface WorkerFixtures {
  regulars: Map<DemoName | undefined, Guarded>;
}

interface Guarded extends Person {
  watch: Watch;
}

async function arrive(browser: Browser, { as, name, second, ...options }: Coming = {}): Promise<Guarded> {
  const origin = second ? LOOPBACK : LOCALHOST;
  const context = await browser.newContext({ baseURL: origin, ...options });
  const watch = await watchOver(context);
  if (SOCKETS_BLOCKED) await refuseSockets(context);
  const api = new Api(context.request, origin);
  if (as === 'somebody new') await joinSite(api, name);
  else if (as) await api.signIn(addressOf(as));
  return { context, api, watch, page: await context.newPage() };
}

const leave = ({ context }: Guarded) => context.close();

export const test = base.extend<Fixtures, WorkerFixtures>({
  person: async ({ browser }, use) => {
    const people: Guarded[] = [];
    await use(async (coming) => {
      const one = await arrive(browser, coming);
      people.push(one);
      return one;
    });
    await Promise.all(people.map(leave));
    people.forEach(({ watch }) => expectQuiet(watch));
  },

  regulars: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what it takes
    async ({}, use) => {
      const regulars = new Map<DemoName | undefined, Guarded>();
      await use(regulars);
      await Promise.all([...regulars.values()].map(leave));
    },
    { scope: 'worker' },
  ],

  regular: async ({ browser, regulars }, use) => {
    const seen = new Map<DemoName | undefined, Guarded>();
    await use(async (as) => {
      const one = regulars.get(as) ?? (await arrive(browser, { ...(as && { as }) }));
      regulars.set(as, one);
      seen.set(as, one);
      // The journey before may have been about signing out.
      if (as && !(await one.api.me())) await one.api.signIn(addressOf(as));
      return one;
    });
    for (const [as, one] of seen) await forget(one, as ? COLOURS : ALL);
    for (const { watch } of seen.values()) expectQuiet(watch);
  },
});

const COLOURS = { name: 'fp_theme' };
const ALL = {};

/** What a browser keeps for the next time: drafts, the way back, colours; a guest also loses who they became. */
async function forget({ page, context }: Guarded, cookies: { name?: string }): Promise<void> {
  // No page of the app, which would keep something while it goes away.
  await page.goto('/robots.txt');
  await page.evaluate(() => [localStorage, sessionStorage].forEach((shelf) => shelf.clear()));
  await context.clearCookies(cookies);
}
