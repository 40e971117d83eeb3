import { intentOf } from './intents';
import { offline, Problem, problemOf, timedOut } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;
export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  query?: Query;
  signal?: AbortSignal;
  /** The page sends it by itself, such as how far somebody has read. */
  unasked?: boolean;
}

const TIMEOUT = 30_000;
const RUNNING_TRIES = 4;

type SignedOut = (what: { unasked: boolean }) => void;
const signedOut = new Set<SignedOut>();
/** Told when a request finds the session gone, so that the page can say so. */
export const onSignedOut = (listener: SignedOut) => {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
};

function tellSignedOut(method: string, unasked = false): void {
  for (const listener of signedOut) listener({ unasked: unasked || method === 'GET' });
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export function addressOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api${path}${search && `?${search}`}`;
}

async function send(address: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const limit = AbortSignal.timeout(TIMEOUT);
  try {
    return await fetch(address, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw limit.aborted ? timedOut() : offline();
  }
}

/** The one way to the server: JSON both ways, refusals as `Problem`, and a write acts once however often it is sent. */
export async function request<T>(
  path: string,
  { method = 'GET', body, query, signal, unasked }: Ask = {},
): Promise<T> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (text !== undefined) headers['content-type'] = 'application/json';
  const keyed = method !== 'GET' && !path.startsWith('/auth/');
  const intent = keyed ? intentOf(method, path, text ?? '') : null;
  if (intent) headers['idempotency-key'] = intent.key;

  const init: RequestInit = {
    method,
    headers,
    credentials: 'same-origin',
    ...(text === undefined ? {} : { body: text }),
  };
  for (let attempt = 1; ; attempt++) {
    const response = await send(addressOf(path, query), init, signal);
    if (response.ok) {
      intent?.settle();
      return (response.status === 204 ? undefined : await response.json()) as T;
    }
    const problem = await problemOf(response);
    // The first sending of this very write is still at work: its answer is what we wait for.
    if (stillRunning(problem) && attempt < RUNNING_TRIES) {
      await pause(300 * attempt);
      continue;
    }
    if (!problem.passing && !stillRunning(problem)) intent?.settle();
    if (problem.status === 401) tellSignedOut(method, unasked);
    throw problem;
  }
}

const stillRunning = (problem: Problem) => problem.status === 409 && problem.code === 'request_running';
