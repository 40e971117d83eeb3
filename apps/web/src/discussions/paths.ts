import type { RouteLocationRaw } from 'vue-router';
import type { ThreadView } from './discussions.api';

interface Addressed {
  id: number;
  slug: string;
}

export const discussionPath = ({ id, slug }: Addressed): string => `/discussions/${id}-${slug}`;

/** The address of one post: its thread, opened there. */
export const postPlace = (discussion: Addressed, number: number, view?: ThreadView): RouteLocationRaw => ({
  path: discussionPath(discussion),
  query: { ...(view && { view }), at: String(number) },
  hash: `#post-${number}`,
});
