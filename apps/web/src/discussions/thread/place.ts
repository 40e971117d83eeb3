import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { PostPlace, ThreadView } from '../discussions.api';

const ENDS = ['first-unread', 'last'] as const;

/** What `?at=`, `?after=` and `?before=` of a thread's address ask for. */
export function placeOf({ at, after, before }: LocationQuery): PostPlace {
  const end = ENDS.find((name) => name === at);
  if (end) return { around: end };
  if (typeof at === 'string' && /^[1-9]\d{0,14}$/.test(at)) return { around: Number(at) };
  if (typeof after === 'string' && after) return { after };
  return typeof before === 'string' && before ? { before } : {};
}

/** The address of another place in the same thread. A view that the address named stays named. */
export const queryOf = (query: LocationQuery, place: PostPlace, view?: ThreadView): LocationQueryRaw => {
  const { at: _at, after: _after, before: _before, ...rest } = query;
  const { around, ...cursor } = place;
  return { ...rest, ...(view && { view }), ...cursor, ...(around && { at: String(around) }) };
};
