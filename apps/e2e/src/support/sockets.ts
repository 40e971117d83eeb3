import type { BrowserContext, Page, WebSocketRoute } from '@playwright/test';

/** With `E2E_SOCKETS=blocked` every browser of the run stands behind a network that forbids sockets. */
export const SOCKETS_BLOCKED = process.env.E2E_SOCKETS === 'blocked';

/** Why a journey is left out of such a run. */
export const ABOUT_OPEN_SOCKETS = 'this journey is about open sockets, and this run has none';

/** As a network that forbids sockets does it: no upgrade, and 403 to what asks without one. */
export async function refuseSockets(context: BrowserContext): Promise<void> {
  await context.routeWebSocket(/\/socket\.io\//, (socket) => socket.close());
  await context.route('**/socket.io/**', (route) => route.fulfill({ status: 403, body: 'Forbidden' }));
}

const LET_IN = '40';

/** When the server has let the socket of a page in; call it before the page is opened. */
export async function socketUp(page: Page): Promise<void> {
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framereceived', ({ payload }) => String(payload).startsWith(LET_IN));
}

/** A connection that can be cut: what is open breaks at once, and nothing gets through until it is mended. */
export async function cuttable(context: BrowserContext) {
  const open = new Set<WebSocketRoute>();
  let cut = false;
  await context.routeWebSocket(/\/socket\.io\//, (socket) => {
    if (cut || SOCKETS_BLOCKED) return void socket.close();
    const server = socket.connectToServer();
    open.add(socket);
    server.onMessage((message) => (cut ? undefined : socket.send(message)));
  });
  return {
    async cut() {
      cut = true;
      await context.setOffline(true);
      await Promise.all([...open].map((socket) => socket.close().catch(() => undefined)));
      open.clear();
    },
    async mend() {
      cut = false;
      await context.setOffline(false);
    },
  };
}
