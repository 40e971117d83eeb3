const OWN = 'https://own.invalid';

/** Where `?next=` leads when it is a path of this site; anything that could lead elsewhere leads to the front page. */
export function nextPath(next: unknown, otherwise = '/'): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return otherwise;
  const url = URL.parse(next, OWN);
  if (!url || url.origin !== OWN || isDoor(url.pathname)) return otherwise;
  return url.pathname + url.search + url.hash;
}

/** Going back to a door would only ask to sign in again. */
const isDoor = (path: string) => path === '/sign-in' || path === '/sign-up' || path.startsWith('//');

/** The sign-in page, with the way back. */
export const signInTo = (path: string): string => `/sign-in?next=${encodeURIComponent(nextPath(path))}`;
