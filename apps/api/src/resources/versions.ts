import type { Transaction } from '../database/database.service.js';

export interface Version {
  number: number;
  note: string;
  link: string | null;
  fileId: number | null;
  authorId: number | null;
  at: Date;
}

/** A further version, which nobody gets yet. The resource is locked, or new. */
export async function addVersion(tx: Transaction, resourceId: number, version: Version): Promise<void> {
  const { number, note, link, fileId, authorId, at } = version;
  await tx.query(
    `INSERT INTO resource_versions (resource_id, number, note, link, file_id, author_id, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [resourceId, number, note, link, fileId, authorId, at],
  );
  await tx.query('UPDATE resources SET last_number = $2 WHERE id = $1', [resourceId, number]);
}

/**
 * Others get this version from now on, unless a later one is there already: false then. The first makes the resource
 * public.
 */
export async function openVersion(
  tx: Transaction,
  resourceId: number,
  number: number,
  at: Date,
): Promise<boolean> {
  await tx.query('UPDATE resource_versions SET open = true WHERE resource_id = $1 AND number = $2', [
    resourceId,
    number,
  ]);
  const [, changed] = await tx.query<[unknown[], number]>(
    `UPDATE resources r SET number = v.number, file_id = f.id, format = coalesce(f.format, 'link'), size = f.size, changed_at = $3,
       written_at = CASE WHEN r.number = 0 THEN $3 ELSE r.written_at END, state = CASE WHEN r.state = 'held' THEN 'published' ELSE r.state END
     FROM resource_versions v LEFT JOIN files f ON f.id = v.file_id
     WHERE r.id = $1 AND v.resource_id = r.id AND v.number = $2 AND r.number < v.number`,
    [resourceId, number, at],
  );
  return changed > 0;
}
