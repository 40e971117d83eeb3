import type { Member } from './members.ts';
import type { Stage } from './stage.ts';

/** Who writes where. */
export interface Place {
  member: Member;
  discussion: number;
}

/** For each of the ten members a discussion of its own, all in one public space that they all belong to. */
export async function writingPlaces({
  database,
  members,
}: Pick<Stage, 'database' | 'members'>): Promise<Place[]> {
  const ids = members.map(({ personId }) => personId);
  const found = await database.query<{ id: number }>(
    `SELECT d.id::int FROM discussions d
     WHERE d.state = 'published' AND d.closed_at IS NULL AND d.reply_count < 100 AND d.space_id = (
       SELECT s.id FROM spaces s JOIN memberships m ON m.space_id = s.id AND m.state = 'active' AND m.person_id = ANY ($1)
       WHERE s.visibility = 'public' GROUP BY s.id HAVING count(*) = $2 LIMIT 1)
     ORDER BY d.id LIMIT $2`,
    [ids, ids.length],
  );
  if (found.length < ids.length)
    throw new Error('No public space has the ten members and ten discussions for them');
  return members.map((member, index) => ({ member, discussion: found[index]!.id }));
}
