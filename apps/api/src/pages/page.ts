import type { Me } from '@fingerpost/contracts/accounts';
import type { NotificationCount } from '@fingerpost/contracts/notifications';
import type { Site } from '@fingerpost/contracts/settings';
import type { Viewer } from '../http/viewer.js';
import type { Html } from './html.js';

/** Who asks for a page, and where: everything that a writer of pages needs to know. */
export interface Seen {
  viewer: Viewer;
  member: Me | null;
  /** What is unread of a member's inbox. */
  inbox: NotificationCount | null;
  site: Site;
  now: Date;
  /** Of this page, from the root of the site, with its query. */
  address: string;
  query: URLSearchParams;
}

/** What the web client would ask for next: its key in vue-query's cache, and the answer. */
export type Known = [key: readonly unknown[], data: unknown, kind?: 'infinite'];

/** A page as its feature writes it; the document around it is the same for all. */
export interface Page {
  status?: number;
  title: string;
  description?: string;
  /** From the root of the site, without what does not change the page; null keeps it out of search engines. */
  canonical: string | null;
  main: Html;
  /** The web client's component for it, below apps/web/src, when it is not in the entry. */
  component?: string;
  known?: Known[];
  previous?: string | null;
  next?: string | null;
  kind?: 'website' | 'article';
  /** schema.org. */
  data?: object;
  /** The web client has no page for it: it stays as the server wrote it. */
  still?: boolean;
  /** May stand in the memory of guests' pages. */
  keep?: boolean;
}

/** The page stands at another address. */
export interface Elsewhere {
  to: string;
  status: 301 | 302;
}

export const isElsewhere = (page: Page | Elsewhere): page is Elsewhere => 'to' in page;
