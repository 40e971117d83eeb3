import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
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
}

export const test = base.extend<Fixtures>({
  person: async ({ browser }, use) => {
    const watches: Watch[] = [];
    const contexts: BrowserContext[] = [];
    await use(async ({ as, name, second, ...options } = {}) => {
      const origin = second ? LOOPBACK : LOCALHOST;
      const context = await browser.newContext({ baseURL: origin, ...options });
      contexts.push(context);
      watches.push(await watchOver(context));
      if (SOCKETS_BLOCKED) await refuseSockets(context);
      const api = new Api(context.request, origin);
      if (as === 'somebody new') await joinSite(api, name);
      else if (as) await api.signIn(addressOf(as));
      return { context, api, page: await context.newPage() };
    });
    await Promise.all(contexts.map((context) => context.close()));
    watches.forEach(expectQuiet);
  },
});
