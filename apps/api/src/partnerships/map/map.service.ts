import { Injectable } from '@nestjs/common';
import type {
  PartnershipFeature,
  PartnershipFeatures,
  PartnershipMapQuery,
} from '@fingerpost/contracts/partnership-files';
import { Config } from '../../config/settings.js';
import type { Viewer } from '../../http/viewer.js';
import { WHOLE_ZOOM } from '@fingerpost/contracts/directory-address';
import { boundsOf, grouped, inBox, type Box, type Group } from './clusters.js';
import { Pins, type MapPin } from './pins.js';

type PlacedPin = MapPin & { lat: number; lon: number };

/** Filters and zooms of the whole that are asked for again and again: some 20 kB each at most. */
const ANSWERS_KEPT = 500;
/** More than these are counted, not named: a list that long stands beside the map. */
const NAMED = 12;

/** The directory as GeoJSON: each on its own, or grouped as a map of some zoom shows them. */
@Injectable()
export class PartnershipMap {
  /** Answers of the pins that everybody sees; they go with those. */
  private readonly answers = new WeakMap<readonly MapPin[], Map<string, PartnershipFeatures>>();

  constructor(
    private readonly config: Config,
    private readonly pins: Pins,
  ) {}

  async features(viewer: Viewer, query: PartnershipMapQuery): Promise<PartnershipFeatures> {
    const { open, inSpaces } = await this.pins.seen(viewer);
    // Whole files are long, and boxes seldom come twice.
    const again = query.zoom !== undefined && query.zoom <= WHOLE_ZOOM + 1 && query.box === undefined;
    if (inSpaces.length > 0 || !again) return this.grouped(viewer, query);
    const known = this.answers.get(open) ?? new Map<string, PartnershipFeatures>();
    this.answers.set(open, known);
    const key = JSON.stringify(Object.entries(query).toSorted(([a], [b]) => a.localeCompare(b)));
    const kept = known.get(key);
    if (kept) return kept;
    const made = await this.grouped(viewer, query);
    if (known.size < ANSWERS_KEPT) known.set(key, made);
    return made;
  }

  private async grouped(
    viewer: Viewer,
    { zoom, box, ...filter }: PartnershipMapQuery,
  ): Promise<PartnershipFeatures> {
    const found = await this.pins.found(viewer, filter);
    const placed = found.filter(isPlaced);
    const seen = box ? placed.filter(inBox(box.split(',').map(Number) as unknown as Box)) : placed;
    // What has no place is in no box; a file of everything leaves nothing out.
    const inFile = box ? seen : found;
    return {
      type: 'FeatureCollection',
      total: found.length,
      placed: placed.length,
      features:
        zoom === undefined
          ? inFile.map((pin) => this.inFile(pin))
          : grouped(seen, zoom).map((group) => this.group(group)),
    };
  }

  private group(group: Group<PlacedPin>): PartnershipFeature {
    const [only] = group.items;
    if (group.items.length === 1 && group.nation === null) return this.one(only!);
    return {
      type: 'Feature',
      geometry: point(group),
      properties: {
        cluster: true,
        count: group.items.length,
        bounds: [...boundsOf(group.items)],
        nation: group.nation,
        items: group.items.length > NAMED ? [] : group.items.map(({ slug, name }) => ({ slug, name })),
      },
    };
  }

  /** Away from here it still says where its facts are from, and of when. */
  private inFile(pin: MapPin): PartnershipFeature {
    const { properties, ...where } = this.one(pin);
    const { asOf, verifiedAt, slug } = pin;
    const page = `${this.config.address}/partnerships/${slug}`;
    return { ...where, properties: { ...properties, page, asOf, verifiedAt } };
  }

  private one(pin: MapPin): PartnershipFeature {
    const { slug, name, nationOf: nation, scale, area, precision, formality, sectors } = pin;
    return {
      type: 'Feature',
      geometry: isPlaced(pin) ? point(pin) : null,
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

const isPlaced = (pin: MapPin): pin is PlacedPin => pin.lat !== null && pin.lon !== null;

const point = ({ lat, lon }: { lat: number; lon: number }) => ({
  type: 'Point' as const,
  coordinates: [lon, lat] as [number, number],
});
