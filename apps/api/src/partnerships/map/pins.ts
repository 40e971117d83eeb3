import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Nation } from '@fingerpost/contracts/nations';
import { freshnessOf, type Freshness } from '@fingerpost/contracts/partnership-kinds';
import type { PartnershipFileQuery } from '@fingerpost/contracts/partnership-files';
import type { PartnershipSummary, Pin } from '@fingerpost/contracts/partnerships';
import { seesDirectoryEntry } from '../../access/predicate.js';
import { ActivityHearing } from '../../activity/activity.hearing.js';
import { AfterCommit } from '../../activity/after-commit.js';
import type { ActivityKind } from '../../activity/activity.js';
import { Clock } from '../../config/clock.js';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import type { Viewer } from '../../http/viewer.js';
import { TOKENS_MAX, tokensOf } from '../../text/words.js';
import type { Placed } from './clusters.js';

/** What a map needs to know of each partnership: where it is, and what the filters ask. */
export interface MapPin extends Omit<Placed, 'lat' | 'lon'> {
  lat: number | null;
  lon: number | null;
  precision: Pin['precision'] | null;
  nationOf: PartnershipSummary['nation'];
  scale: PartnershipSummary['scale'];
  area: string;
  formality: PartnershipSummary['formality'];
  lifecycle: PartnershipSummary['lifecycle'];
  sectors: PartnershipSummary['sectors'];
  activities: PartnershipSummary['activities'];
  verifiedAt: string | null;
  asOf: string | null;
  words: string[];
}

/** `inSpaces`: those of spaces that are not open to all, few if any; the rest is what a guest sees. */
const pins = (inSpaces: boolean) => `
  SELECT p.slug, p.name, p.pin_lat AS lat, p.pin_lon AS lon, p.pin_precision AS precision,
    CASE WHEN p.pin_precision = 'nation' THEN p.nation END AS nation, p.nation AS "nationOf", p.scale, p.area, p.formality, p.lifecycle,
    p.sectors, p.activities, p.verified_at AS "verifiedAt", p.as_of AS "asOf", tsvector_to_array(p.words) AS words
  FROM partnerships p WHERE p.merged_into_id IS NULL AND p.state = 'published' AND ${seesDirectoryEntry('p', '$1')}
    ${inSpaces ? `AND p.space_id IN (SELECT id FROM spaces WHERE visibility <> 'public')` : ''}
  ORDER BY p.name COLLATE names, p.id`;
const OPEN = statement('partnership-pins', pins(false));
const IN_SPACES = statement('partnership-pins-in-spaces', pins(true));

const KINDS: ActivityKind[] = ['partnership.created', 'partnership.updated', 'space.updated'];
/** What is told by no activity, such as the end of the demonstration, shows after so long. */
const KEPT_MS = 10_000;

/**
 * The pins that everybody sees, kept in memory: a few hundred bytes each, read anew when one changes. A map asks often,
 * with each filter and each move, and would otherwise read every record each time.
 */
@Injectable()
export class Pins implements OnModuleInit {
  private open: { pins: Promise<MapPin[]>; at: number } | null = null;
  /** Of those that everybody sees; they go with those. */
  private readonly counts = new WeakMap<readonly MapPin[], Counts>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly hearing: ActivityHearing,
    private readonly afterCommit: AfterCommit,
  ) {}

  onModuleInit(): void {
    this.afterCommit.on(KINDS, () => this.forget());
    this.hearing.hear(KINDS, () => this.forget());
  }

  private forget(): void {
    this.open = null;
  }

  /** What the viewer sees and the filter asks for. */
  async found(viewer: Viewer, filter: PartnershipFileQuery): Promise<MapPin[]> {
    const { open, inSpaces } = await this.seen(viewer);
    return [...open, ...inSpaces].filter(passes(filter));
  }

  /** What everybody sees, the same array as long as nothing changed, and what this viewer sees beside it. */
  async seen(viewer: Viewer): Promise<{ open: MapPin[]; inSpaces: MapPin[] }> {
    const open = await this.kept();
    return { open, inSpaces: viewer.personId === null ? [] : await this.read(IN_SPACES, viewer.personId) };
  }

  /** How many there are in each nation that has some, the most first. */
  async byNation(viewer: Viewer): Promise<{ nation: Nation; count: number }[]> {
    const { open, inSpaces } = await this.seen(viewer);
    const ofOpen = this.counts.get(open) ?? counted(open);
    this.counts.set(open, ofOpen);
    return [...counted(inSpaces, ofOpen)]
      .map(([nation, count]) => ({ nation, count }))
      .toSorted((a, b) => b.count - a.count || a.nation.localeCompare(b.nation));
  }

  freshness(pin: MapPin): Freshness {
    return freshnessOf(pin.verifiedAt, this.clock.now());
  }

  private kept(): Promise<MapPin[]> {
    const now = this.clock.now().getTime();
    if (this.open && now - this.open.at < KEPT_MS) return this.open.pins;
    const asked = { pins: this.read(OPEN, null), at: now };
    this.open = asked;
    asked.pins.catch(() => {
      if (this.open === asked) this.open = null;
    });
    return asked.pins;
  }

  private async read(which: typeof OPEN, personId: number | null): Promise<MapPin[]> {
    const rows = await this.db.query<
      Omit<MapPin, 'verifiedAt'> & { verifiedAt: Date | null; [column: string]: unknown }
    >(which, [personId]);
    return rows.map((row) => ({ ...row, verifiedAt: row.verifiedAt?.toISOString() ?? null }) as MapPin);
  }
}

type Counts = ReadonlyMap<Nation, number>;

function counted(found: readonly MapPin[], more: Counts = new Map()): Counts {
  const counts = new Map(more);
  for (const { nationOf } of found) counts.set(nationOf, (counts.get(nationOf) ?? 0) + 1);
  return counts;
}

/** The same filter as `conditionsOf` has for the database. */
function passes(filter: PartnershipFileQuery): (pin: MapPin) => boolean {
  const wanted = tokensOf(filter.q ?? '').slice(0, TOKENS_MAX);
  return (pin) =>
    (!filter.nation || pin.nationOf === filter.nation) &&
    (!filter.formality || pin.formality === filter.formality) &&
    (!filter.lifecycle || pin.lifecycle === filter.lifecycle) &&
    (!filter.sector || pin.sectors.includes(filter.sector)) &&
    (!filter.activity || pin.activities.includes(filter.activity)) &&
    wanted.every((token) => pin.words.some((word) => word.startsWith(token)));
}
