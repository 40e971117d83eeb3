import type { Me } from '@fingerpost/contracts/accounts';
import type { Site } from '@fingerpost/contracts/settings';
import type { QueryClient, QueryKey } from '@tanstack/vue-query';

/** What the server read while it wrote the page. `infinite` marks the first page of a list that grows. */
export interface PageData {
  queries: [key: QueryKey, data: unknown, kind?: 'infinite'][];
  viewer: Me | null;
  site: Site | null;
}

export const SITE_KEY = ['site'] as const;
export const VIEWER_KEY = ['viewer'] as const;

/** The cache begins with what already stands in the HTML, so that a page costs one round trip. */
export function seedFromPage(client: QueryClient, root: ParentNode = document): void {
  const text = root.querySelector('#page-data')?.textContent;
  if (!text) return;
  const page = JSON.parse(text) as PageData;
  if (page.site) client.setQueryData(SITE_KEY, page.site);
  client.setQueryData(VIEWER_KEY, { member: page.viewer });
  for (const [key, data, kind] of page.queries ?? []) {
    client.setQueryData(key, kind === 'infinite' ? { pages: [data], pageParams: [null] } : data);
  }
}
