import type { QueryKey } from '@tanstack/vue-query';
import type { ListPlace } from '../api/list-place';

/** So many lists are remembered; who goes further back begins where the address says. */
const KEPT = 30;

const shelf = new Map<string, ListPlace[]>();

/** An entry of the browser's history has a number of its own, and may hold another list after one went back. */
const nameOf = (list: QueryKey) =>
  JSON.stringify([(history.state as { position?: number } | null)?.position, list]);

/** The pages of a list that somebody had fetched at this place of the history, for when they come back to it. */
export const keptPlaces = (list: QueryKey): ListPlace[] | undefined => shelf.get(nameOf(list));

export function keepPlaces(list: QueryKey, places: ListPlace[]): void {
  const name = nameOf(list);
  shelf.delete(name);
  shelf.set(name, places);
  for (const oldest of [...shelf.keys()].slice(0, -KEPT)) shelf.delete(oldest);
}
