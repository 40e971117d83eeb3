/**
 * Law 1: the one place that says what a viewer sees, as SQL that every statement embeds.
 * `viewer` is the placeholder of the viewer's person id, null for a guest, who then finds nothing private.
 */

/** Spaces whose content the viewer reads. `space` is the alias of a `spaces` row. */
export const readsSpace = (space: string, viewer: string): string =>
  `(${space}.visibility = 'public' OR EXISTS (
     SELECT 1 FROM memberships access WHERE access.space_id = ${space}.id AND access.person_id = ${viewer}::bigint AND access.state = 'active'))`;

/** Spaces that the viewer may know of: those it reads, those for the signed-in, and those it was invited to. */
export const knowsSpace = (space: string, viewer: string): string =>
  `(${space}.visibility = 'public'
    OR (${space}.visibility = 'members' AND ${viewer}::bigint IS NOT NULL)
    OR EXISTS (SELECT 1 FROM memberships access WHERE access.space_id = ${space}.id AND access.person_id = ${viewer}::bigint AND access.state IN ('active', 'invited')))`;

/** Spaces that the viewer looks after: what concerns moderators alone, as who asks to join, is for these. */
export const looksAfterSpace = (space: string, viewer: string): string =>
  `EXISTS (SELECT 1 FROM memberships access WHERE access.space_id = ${space}.id AND access.person_id = ${viewer}::bigint
     AND access.state = 'active' AND access.role IN ('owner', 'moderator'))`;

/** Content in a space that the viewer reads: what is published, and one's own drafts and held posts. */
export const seesContent = (content: string, space: string, viewer: string): string =>
  `(${readsSpace(space, viewer)} AND (${content}.state = 'published'
    OR (${content}.state IN ('draft', 'held') AND ${content}.author_id = ${viewer}::bigint)))`;

/** Content that stands in a space or, without one, in the public directory of the whole site. */
export const seesDirectoryEntry = (content: string, viewer: string): string =>
  `((${content}.space_id IS NULL OR EXISTS (SELECT 1 FROM spaces home WHERE home.id = ${content}.space_id AND ${readsSpace('home', viewer)}))
    AND (${content}.state = 'published' OR (${content}.state IN ('draft', 'held') AND ${content}.author_id = ${viewer}::bigint)))`;

/** Posts in a thread: as content, and the tombstones that keep it readable. */
export const seesPost = (post: string, space: string, viewer: string): string =>
  `(${readsSpace(space, viewer)} AND (${post}.state IN ('published', 'removed')
    OR (${post}.state IN ('draft', 'held') AND ${post}.author_id = ${viewer}::bigint)))`;

/** The viewer's active role in a space, as a scalar subquery. */
export const roleIn = (spaceId: string, viewer: string): string =>
  `(SELECT m.role FROM memberships m WHERE m.space_id = ${spaceId} AND m.person_id = ${viewer}::bigint AND m.state = 'active')`;
