import type { Nation } from '@fingerpost/contracts/nations';
import type { PartnershipRef } from '@fingerpost/contracts/partnerships';

export interface Placed extends PartnershipRef {
  lat: number;
  lon: number;
  /** Set for what covers a whole nation: it stands at the nation's label and never in a cluster with others. */
  nation: Nation | null;
}
export interface Group<T> {
  lat: number;
  lon: number;
  nation: Nation | null;
  items: T[];
}

/** Two fingers and a focus ring fit between two markers. */
const CELL = 56;
/** Web Mercator's world at zoom 0. */
const WORLD = 256;

const across = (lon: number) => (lon + 180) / 360;
const down = (lat: number) => {
  const sine = Math.sin((Math.min(85, Math.max(-85, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/**
 * What would lie on one another on a map comes as one, so that a map draws as much for 5,000 as for 50: no more than
 * its cells. From north to south, which is how the keyboard goes through them.
 */
export function grouped<T extends Placed>(places: readonly T[], zoom: number): Group<T>[] {
  const cells = (WORLD * 2 ** zoom) / CELL;
  const groups = new Map<string, T[]>();
  for (const place of places) {
    const key =
      place.nation ?? `${Math.floor(across(place.lon) * cells)} ${Math.floor(down(place.lat) * cells)}`;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return [...groups.values()]
    .map((items) => ({
      lat: mean(items, ({ lat }) => lat),
      lon: mean(items, ({ lon }) => lon),
      nation: items[0]!.nation,
      items,
    }))
    .sort((a, b) => b.lat - a.lat || a.lon - b.lon);
}

const mean = <T>(items: readonly T[], of: (item: T) => number): number =>
  Number((items.reduce((sum, item) => sum + of(item), 0) / items.length).toFixed(4));

export type Box = readonly [west: number, south: number, east: number, north: number];

export const inBox =
  ([west, south, east, north]: Box) =>
  ({ lat, lon }: { lat: number; lon: number }): boolean =>
    lon >= west && lon <= east && lat >= south && lat <= north;

export function boundsOf(items: readonly { lat: number; lon: number }[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { lat, lon } of items) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
