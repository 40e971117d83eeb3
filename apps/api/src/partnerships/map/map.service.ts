import { Injectable } from '@nestjs/common';
import type {
  PartnershipFeature,
  PartnershipFeatures,
  PartnershipMapQuery,
} from '@fingerpost/contracts/partnership-files';
import type { Viewer } from '../../http/viewer.js';
import { boundsOf, grouped, inBox, type Box, type Group } from './clusters.js';
import { Pins, type MapPin } from './pins.js';

type PlacedPin = MapPin & { lat: number; lon: number; precision: NonNullable<MapPin['precision']> };

/** More than these are counted, not named: a list that long stands beside the map. */
const NAMED = 12;

/** The directory as GeoJSON: each on its own, or grouped as a map of some zoom shows them. */
@Injectable()
export class PartnershipMap {
  constructor(private readonly pins: Pins) {}

  async features(
    viewer: Viewer,
    { zoom, box, ...filter }: PartnershipMapQuery,
  ): Promise<PartnershipFeatures> {
    const found = await this.pins.found(viewer, filter);
    const placed = found.filter((pin): pin is PlacedPin => pin.lat !== null);
    const seen = box ? placed.filter(inBox(box.split(',').map(Number) as unknown as Box)) : placed;
    return {
      type: 'FeatureCollection',
      total: found.length,
      placed: placed.length,
      features:
        zoom === undefined
          ? seen.map((pin) => this.one(pin))
          : grouped(seen, zoom).map((group) => this.group(group)),
    };
  }

  private group(group: Group<PlacedPin>): PartnershipFeature {
    const [only] = group.items;
    if (group.items.length === 1 && group.nation === null) return this.one(only!);
    return {
      ...point(group),
      properties: {
        cluster: true,
        count: group.items.length,
        bounds: [...boundsOf(group.items)],
        nation: group.nation,
        items: group.items.length > NAMED ? [] : group.items.map(({ slug, name }) => ({ slug, name })),
      },
    };
  }

  private one(pin: PlacedPin): PartnershipFeature {
    const { slug, name, nationOf: nation, scale, area, precision, formality, sectors } = pin;
    return {
      ...point(pin),
      properties: {
        slug,
        name,
        nation,
        scale,
        area,
        precision,
        formality,
        sectors,
        freshness: this.pins.freshness(pin),
      },
    };
  }
}

const point = ({ lat, lon }: { lat: number; lon: number }) => ({
  type: 'Feature' as const,
  geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
});
