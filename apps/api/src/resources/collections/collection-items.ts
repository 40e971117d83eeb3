import { COLLECTION_MAX } from '@fingerpost/contracts/limits';
import type { Transaction } from '../../database/database.service.js';
import { invalid } from '../../http/problem.js';
import type { Viewer } from '../../http/viewer.js';
import { SHOWN } from './collections.queries.js';

export interface Item {
  resourceId: number;
  note: string;
}

/**
 * Puts the resources of a collection into this order; the collection is locked, or new. Those that the viewer may not
 * see keep their places among the others: nobody puts away what they do not know of.
 * @throws DomainError 422 for a resource that the viewer may not see, and for more than a collection holds.
 */
export async function arrange(
  tx: Transaction,
  viewer: Viewer,
  collectionId: number,
  wished: readonly Item[],
): Promise<void> {
  const wishedIds = wished.map(({ resourceId }) => resourceId);
  const seen = new Set(await visible(tx, viewer, wishedIds));
  const unseen = wished.findIndex(({ resourceId }) => !seen.has(resourceId));
  if (unseen >= 0) throw invalid(`items.${unseen}.resourceId`, 'is not in the library');
  const present = await itemsOf(tx, collectionId);
  const known = new Set(
    await visible(
      tx,
      viewer,
      present.map(({ resourceId }) => resourceId),
    ),
  );
  const order = [...wished];
  for (const [place, item] of present.entries())
    if (!known.has(item.resourceId)) order.splice(Math.min(place, order.length), 0, item);
  if (order.length > COLLECTION_MAX) throw tooMany();
  await tx.query('DELETE FROM collection_items WHERE collection_id = $1 AND resource_id <> ALL ($2)', [
    collectionId,
    order.map(({ resourceId }) => resourceId),
  ]);
  await tx.query(
    `INSERT INTO collection_items (collection_id, resource_id, note, position)
     SELECT $1, resource_id, note, position FROM unnest($2::bigint[], $3::text[]) WITH ORDINALITY AS given (resource_id, note, position)
     ON CONFLICT (collection_id, resource_id) DO UPDATE SET note = excluded.note, position = excluded.position`,
    [collectionId, order.map(({ resourceId }) => resourceId), order.map(({ note }) => note)],
  );
}

/** One more at the end, or another note beside one that is there. */
export async function addItem(
  tx: Transaction,
  viewer: Viewer,
  collectionId: number,
  item: Item,
): Promise<void> {
  if ((await visible(tx, viewer, [item.resourceId])).length === 0)
    throw invalid('resourceId', 'is not in the library');
  const present = await itemsOf(tx, collectionId);
  const isThere = present.some(({ resourceId }) => resourceId === item.resourceId);
  if (!isThere && present.length >= COLLECTION_MAX) throw tooMany();
  await tx.query(
    `INSERT INTO collection_items (collection_id, resource_id, note, position)
     VALUES ($1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM collection_items WHERE collection_id = $1))
     ON CONFLICT (collection_id, resource_id) DO UPDATE SET note = excluded.note`,
    [collectionId, item.resourceId, item.note],
  );
}

const tooMany = () => invalid('items', `has at most ${COLLECTION_MAX} resources`);

/** Without what was taken out of the library meanwhile. */
const itemsOf = (tx: Transaction, collectionId: number): Promise<Item[]> =>
  tx.query(
    `SELECT i.resource_id AS "resourceId", i.note FROM collection_items i JOIN resources r ON r.id = i.resource_id AND r.state <> 'removed'
     WHERE i.collection_id = $1 ORDER BY i.position, i.resource_id`,
    [collectionId],
  );

async function visible(tx: Transaction, viewer: Viewer, ids: readonly number[]): Promise<number[]> {
  const rows = await tx.query<{ id: number }[]>(
    `SELECT r.id FROM resources r JOIN spaces s ON s.id = r.space_id WHERE r.id = ANY ($2) AND ${SHOWN}`,
    [viewer.personId, ids],
  );
  return rows.map(({ id }) => id);
}
