import type { BenchDatabase } from './database.ts';
import type { Place } from './places.ts';

/** Named so that a second run on kept data finds them. */
const HANDLE = 'watcher-';

/** A discussion in the writers' space that so many other members watch, made once. */
export async function watchedByMany(database: BenchDatabase, near: Place, size: number): Promise<number> {
  const [target] = await database.query<{ id: number; space_id: number }>(
    `SELECT d.id::int, d.space_id FROM discussions d
     WHERE d.space_id = (SELECT space_id FROM discussions WHERE id = $1) AND d.state = 'published' AND d.closed_at IS NULL AND d.reply_count < 100
     ORDER BY d.id DESC LIMIT 1`,
    [near.discussion],
  );
  if (!target) throw new Error('The writers’ space has no other open discussion');
  // A handle of its own for each, as making them from names takes a lock for each.
  await database.query(
    `INSERT INTO people (kind, name, handle) SELECT 'member', 'Watcher ' || n, '${HANDLE}' || n FROM generate_series(1, $1::int) n
     ON CONFLICT (handle) DO NOTHING`,
    [size],
  );
  await database.query(
    `INSERT INTO watches (person_id, subject_kind, subject_id, level)
     SELECT id, 'discussion', $1, 'everything' FROM people WHERE handle LIKE '${HANDLE}%' ON CONFLICT DO NOTHING`,
    [target.id],
  );
  await database.query('VACUUM (ANALYZE) people');
  await database.query('VACUUM (ANALYZE) watches');
  return target.id;
}
