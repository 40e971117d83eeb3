import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import type { PostQuery } from '@fingerpost/contracts/discussions';

type View = PostQuery['view'];
/** Where a page of posts begins, as the web client names it in its cache. */
export interface Place {
  around?: number | 'first-unread' | 'last';
  after?: string;
  before?: string;
}
export interface ThreadAddress {
  /** Said by the address; else the reader's last choice, which only their browser knows. */
  named: View | null;
  view: View;
  place: Place;
}

/** What an address such as `/discussions/12-slug?view=threaded&at=34` asks for; what it cannot mean is left out. */
export function threadAddress(query: URLSearchParams): ThreadAddress {
  const asked = query.get('view');
  const named = asked === 'flat' || asked === 'threaded' ? asked : null;
  return { named, view: named ?? 'flat', place: placeOf(query) };
}

function placeOf(query: URLSearchParams): Place {
  const at = query.get('at') ?? '';
  if (at === 'first-unread' || at === 'last') return { around: at };
  if (/^[1-9]\d{0,14}$/.test(at)) return { around: Number(at) };
  const [after, before] = [query.get('after'), query.get('before')];
  if (after) return { after };
  return before ? { before } : {};
}

export const postQuery = ({ view, place }: ThreadAddress): PostQuery => ({
  view,
  limit: PAGE_DEFAULT,
  ...place,
});

/** `12-slug`, or `12` alone. */
export function idOf(idSlug: string): number | null {
  const found = /^([1-9]\d{0,14})(?:-|$)/.exec(idSlug);
  return found ? Number(found[1]) : null;
}
