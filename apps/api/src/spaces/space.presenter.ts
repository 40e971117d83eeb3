import type { Space, SpaceDetail } from '@fingerpost/contracts/spaces';
import { canManageSpace, spacePolicy, type Standing } from '@fingerpost/contracts/permissions';
import type { Viewer } from '../http/viewer.js';

export interface SpaceRow {
  id: number;
  slug: string;
  name: string;
  summary: string;
  visibility: Space['visibility'];
  member_count: number;
  discussion_count: number;
  last_activity_at: Date | null;
  version: number;
  role: 'owner' | 'moderator' | 'member' | null;
  state: 'active' | 'asked' | 'invited' | null;
}
export type SpaceDetailRow = SpaceRow & { description: string; description_html: string };

const standingIn = (viewer: Viewer, row: SpaceRow): Standing => ({
  personId: viewer.personId,
  operator: viewer.operator,
  role: row.state === 'active' ? row.role : null,
});

/** A stranger learns a space's name and text; how many are in it, and when they last spoke, is for its readers. */
export function presentSpace(viewer: Viewer, row: SpaceRow): Space {
  const can = spacePolicy(standingIn(viewer, row), row);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    summary: row.summary,
    visibility: row.visibility,
    memberCount: can.read ? row.member_count : null,
    discussionCount: can.read ? row.discussion_count : null,
    lastActivityAt: can.read ? (row.last_activity_at?.toISOString() ?? null) : null,
    version: row.version,
    membership: row.role && row.state ? { role: row.role, state: row.state } : null,
    can,
  };
}

export const presentSpaceDetail = (viewer: Viewer, row: SpaceDetailRow): SpaceDetail => ({
  ...presentSpace(viewer, row),
  descriptionHtml: row.description_html,
  description: canManageSpace(standingIn(viewer, row)) ? row.description : null,
});
