import type { Api } from './api.js';

// A form that sends something is no link.
const LINK = /<(?:a|link|form(?![^>]*method="post")|script|img)\b[^>]*?\s(?:href|src|action)="([^"]+)"/g;
/** So many pages of one kind are looked through for further links; the rest are only opened. */
const EACH = 4;
const AT_ONCE = 6;

export interface Visit {
  from: string;
  status: number;
}

const unescape = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&#x2F;', '/').replaceAll('&quot;', '"');
const kindOf = ({ pathname, searchParams }: URL) =>
  `${pathname.replace(/\d+(?:-[^/]*)?/g, 'N').replace(/^(\/spaces\/)[^/]+/, '$1S')}?${[...searchParams.keys()].sort().join('&')}`;

/** Opens every link of the site that somebody finds, from the given pages on; each once. */
export async function crawl(api: Api, starts: readonly string[]): Promise<Map<string, Visit>> {
  const headers = { cookie: await cookiesOf(api), accept: 'text/html,*/*' };
  const visits = new Map<string, Visit>();
  const kinds = new Map<string, number>();
  let found = starts.map((path) => ({ url: new URL(path, api.origin), from: 'the start' }));

  async function visit({ url, from }: (typeof found)[number]) {
    const path = url.pathname + url.search;
    if (url.origin !== api.origin || visits.has(path)) return [];
    visits.set(path, { from, status: 0 });
    const response = await fetch(api.origin + path, { headers });
    visits.set(path, { from, status: response.status });
    const body = await response.text();
    const kind = kindOf(url);
    const looked = kinds.get(kind) ?? 0;
    if (looked >= EACH || !response.headers.get('content-type')?.startsWith('text/html')) return [];
    kinds.set(kind, looked + 1);
    return [...body.matchAll(LINK)].flatMap(([, link]) => {
      const to = URL.parse(unescape(link!), url);
      if (to === null) visits.set(`${path}: ${link}`, { from: path, status: 400 });
      return to ? [{ url: to, from: path }] : [];
    });
  }

  while (found.length > 0) {
    const some = found.splice(0, AT_ONCE);
    found = [...found, ...(await Promise.all(some.map(visit))).flat()];
  }
  return visits;
}

async function cookiesOf({ request, origin }: Api): Promise<string> {
  const { cookies } = await request.storageState();
  const own = cookies.filter(({ domain }) => domain === new URL(origin).hostname);
  return own.map(({ name, value }) => `${name}=${value}`).join('; ');
}
