import { expect, type BrowserContext, type ConsoleMessage } from '@playwright/test';
import { LOCALHOST, LOOPBACK } from './site.js';

/** Answers that a journey provokes on purpose (an expired session, a refusal) are told by the browser in this way. */
const EXPECTED = /^Failed to load resource|net::ERR_INTERNET_DISCONNECTED|WebSocket connection to .* failed/;

/** What no page of any journey may do: fetch from elsewhere, break its policy, throw. */
export interface Watch {
  readonly foreign: string[];
  readonly violations: string[];
  readonly errors: string[];
}

const OWN_HOSTS = [LOCALHOST, LOOPBACK].map((origin) => new URL(origin).host);
const isOwn = (url: string) => /^(?:data|blob|about):/.test(url) || OWN_HOSTS.includes(new URL(url).host);

export async function watchOver(context: BrowserContext): Promise<Watch> {
  const watch: Watch = { foreign: [], violations: [], errors: [] };
  const asked = (url: string) => isOwn(url) || watch.foreign.push(url);
  context.on('request', (request) => asked(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => asked(socket.url())));
  context.on('console', (message) => heard(watch, message));
  context.on('weberror', (fault) => watch.errors.push(String(fault.error())));
  await context.exposeBinding('__violated', (_source, what: string) => watch.violations.push(what));
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      (window as unknown as { __violated: (what: string) => void }).__violated(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
      ),
    ),
  );
  return watch;
}

function heard(watch: Watch, message: ConsoleMessage): void {
  const text = message.text();
  if (/Content.Security.Policy/i.test(text)) watch.violations.push(text);
  else if (['error', 'warning'].includes(message.type()) && !EXPECTED.test(text)) watch.errors.push(text);
}

export function expectQuiet({ foreign, violations, errors }: Watch): void {
  expect(foreign, 'requests to other hosts').toEqual([]);
  expect(violations, 'violations of the content security policy').toEqual([]);
  expect(errors, 'faults in the console').toEqual([]);
}
