import { toHtml } from '../text/markdown.js';
import type { StartingSpace } from './content/index.js';
import { insertAll, takeIds, type Run } from './rows.js';

/** Spaces with their members; gives the id of each slug. Counts of discussions come with those. */
export async function loadSpaces(
  run: Run,
  spaces: readonly StartingSpace[],
  people: ReadonlyMap<string, number>,
  at: Date,
): Promise<Map<string, number>> {
  const ids = await takeIds(run, 'spaces', spaces.length);
  const rows = spaces.map((space, i) => ({
    id: ids[i]!,
    slug: space.slug,
    name: space.name,
    summary: space.summary,
    description: space.description,
    description_html: toHtml(space.description),
    visibility: space.visibility,
    created_by: people.get(space.members.find(({ role }) => role === 'owner')?.handle ?? '') ?? null,
    member_count: space.members.length,
    discussion_count: 0,
    demonstration: true,
    version: 1,
    created_at: at,
  }));
  await insertAll(run, 'spaces', rows);
  const memberships = spaces.flatMap((space, i) =>
    space.members.map(({ handle, role }) => ({
      space_id: ids[i]!,
      person_id: people.get(handle)!,
      role,
      state: 'active',
      since: at,
    })),
  );
  await insertAll(run, 'memberships', memberships);
  return new Map(spaces.map((space, i) => [space.slug, ids[i]!]));
}
