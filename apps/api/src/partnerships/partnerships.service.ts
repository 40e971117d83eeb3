import { Injectable } from '@nestjs/common';
import { MEMBER_SECTORS } from '@fingerpost/contracts/partnership-kinds';
import type {
  ChangePartnership,
  CreatePartnership,
  VerifyPartnership,
} from '@fingerpost/contracts/partnership-input';
import type { Page } from '@fingerpost/contracts/common';
import type { Nation } from '@fingerpost/contracts/nations';
import type { PartnershipQuery } from '@fingerpost/contracts/partnership-files';
import type { Partnership, PartnershipSummary } from '@fingerpost/contracts/partnerships';
import {
  NATIONAL_SLUG,
  canLookAfterPartnerships,
  partnershipPolicy,
  type Standing,
} from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { leadsOn, lockSuccessors } from '../database/successors.js';
import { forbidden, invalid, notFound, stale } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { toSlug } from '../text/slug.js';
import { Pins } from './map/pins.js';
import { toPartnership } from './partnership.presenter.js';
import { factsOf, pinOf, type DetailRow } from './partnership.rows.js';
import {
  changesOf,
  insertRecord,
  keepRevision,
  replaceMembers,
  revise,
  updateRecord,
  type Said,
} from './partnership.writing.js';
import { PartnershipQueries } from './partnerships.queries.js';

/** What stands beside the records under their address. */
const PAGES = ['new', 'claims'];

/** The records of the directory: put in, mended, and said to be right. */
@Injectable()
export class Partnerships {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly organisations: OrganisationsService,
    private readonly queries: PartnershipQueries,
    private readonly pins: Pins,
  ) {}

  async detail(viewer: Viewer, slug: string): Promise<Partnership> {
    const { row, standing } = await this.visible(viewer, slug);
    return toPartnership(row, standing, this.clock.now());
  }

  /** What is hidden is listed for who may show it again. */
  async page(viewer: Viewer, query: PartnershipQuery): Promise<Page<PartnershipSummary>> {
    if (query.hidden && !canLookAfterPartnerships(await this.standing(viewer)))
      throw forbidden('The directory is looked after by operators and by moderators of the national space.');
    return this.queries.page(viewer, query);
  }

  /** How many there are in each nation that has some, the most first. */
  byNation(viewer: Viewer): Promise<{ nation: Nation; count: number }[]> {
    return this.pins.byNation(viewer);
  }

  async create(viewer: MemberViewer, input: CreatePartnership): Promise<Partnership> {
    const told: Activity[] = [];
    const { slug } = await this.db.write(viewer, async (tx) => {
      const at = this.clock.now();
      const made = await this.insert(tx, input, { authorId: viewer.personId, asOf: null, at });
      await keepRevision(tx, made.id, 1, { personId: viewer.personId, did: 'created', changes: [], at });
      told.push(await this.record(tx, viewer, 'partnership.created', made.id, 1));
      return made;
    });
    await this.activities.told(...told);
    return this.detail(viewer, slug);
  }

  async change(viewer: MemberViewer, slug: string, input: ChangePartnership): Promise<Partnership> {
    const { row, standing } = await this.visible(viewer, slug);
    const may = partnershipPolicy(standing, factsOf(row, viewer.personId));
    const { version, hidden, successor, ...fields } = input;
    if (!may.edit || (hidden !== undefined && !may.decide)) throw forbidden();
    const next = successor ? await this.queries.detail(viewer, successor, false) : null;
    if (next === undefined) throw invalid('successor', 'is no partnership of this directory');
    if (next?.id === row.id) throw invalid('successor', 'is the same partnership');
    const before = saidBy(row);
    const change = async (tx: Transaction): Promise<Revision | null> => {
      const after: Said = { ...before, ...(fields as Partial<Said>) };
      const changes: { field: string; before: unknown; after: unknown }[] = changesOf(before, after);
      if (changes.length > 0) {
        await updateRecord(tx, row.id, after);
        if (changes.some(({ field }) => field === 'members'))
          await replaceMembers(tx, row.id, after.members, await this.membersOf(tx, after));
      }
      const followed = row.successor?.slug ?? null;
      if (successor !== undefined && (next?.slug ?? null) !== followed) {
        await this.follow(tx, row.id, next?.id ?? null);
        changes.push({ field: 'successor', before: followed, after: next?.slug ?? null });
      }
      const shown = hidden !== undefined && hidden !== (row.state === 'hidden');
      if (shown) await this.show(tx, viewer, row, !hidden);
      const did = shown ? (hidden ? 'hidden' : 'shown') : 'edited';
      return shown || changes.length > 0 ? { did, changes } : null;
    };
    await this.changing(viewer, row, version, change, next !== null);
    return this.detail(viewer, slug);
  }

  /** "Still right": what stands there at this version is so today. */
  async verify(viewer: MemberViewer, slug: string, { version }: VerifyPartnership): Promise<Partnership> {
    const { row, standing } = await this.visible(viewer, slug);
    if (!partnershipPolicy(standing, factsOf(row, viewer.personId)).verify) throw forbidden();
    await this.changing(viewer, row, version, async (tx) => {
      await tx.query('UPDATE partnerships SET verified_at = $2, verified_by = $3 WHERE id = $1', [
        row.id,
        this.clock.now(),
        viewer.personId,
      ]);
      return { did: 'verified', changes: [] };
    });
    return this.detail(viewer, slug);
  }

  /** A record with its members, under a slug that nobody has. */
  async insert(
    tx: Transaction,
    said: Said,
    about: { authorId: number | null; asOf: string | null; at: Date },
    wish?: string,
  ): Promise<{ id: number; slug: string }> {
    const wanted = wish ?? toSlug(said.name, 'partnership');
    // Two of one name are told apart by their area, then by a number.
    const names = [wanted, toSlug(`${said.name} ${said.area}`, wanted)];
    for (let n = 0; ; n += 1) {
      const slug = names[n] ?? `${wanted}-${n}`;
      if (PAGES.includes(slug)) continue;
      const made = await insertRecord(tx, said, { ...about, slug });
      if (!made) continue;
      await replaceMembers(tx, made.id, said.members, await this.membersOf(tx, said));
      return { id: made.id, slug };
    }
  }

  async visible(viewer: Viewer, slug: string): Promise<{ row: DetailRow; standing: Standing }> {
    const standing = await this.standing(viewer);
    const row = await this.queries.detail(viewer, slug, canLookAfterPartnerships(standing));
    if (!row) throw notFound();
    return { row, standing };
  }

  async standing(viewer: Viewer): Promise<Standing> {
    return this.access.standing(viewer, await this.access.roleAt(viewer, NATIONAL_SLUG));
  }

  /** One change under the record's lock, on the version that it was made on, with its history and its activity. */
  private async changing(
    viewer: MemberViewer,
    row: DetailRow,
    version: number,
    change: (tx: Transaction) => Promise<Revision | null>,
    leadsElsewhere = false,
  ): Promise<void> {
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      if (leadsElsewhere) await lockSuccessors(tx, 'partnerships');
      const [locked] = await tx.query<{ version: number }[]>(
        'SELECT version FROM partnerships WHERE id = $1 AND merged_into_id IS NULL FOR UPDATE',
        [row.id],
      );
      if (!locked) throw notFound();
      // The row was read before its lock was had: it is what stands there only where nobody was faster.
      if (locked.version !== version || row.version !== version)
        throw stale(await this.detail(viewer, row.slug));
      const done = await change(tx);
      if (!done) return { version };
      const next = await revise(tx, row.id, { ...done, personId: viewer.personId, at: this.clock.now() });
      told.push(await this.record(tx, viewer, 'partnership.updated', row.id, next));
      return { version: next };
    });
    await this.activities.told(...told);
  }

  private async follow(tx: Transaction, id: number, nextId: number | null): Promise<void> {
    if (nextId !== null) {
      // It was looked up before; it may have become another name for something else since.
      const stands = await tx.query<object[]>(
        'SELECT 1 FROM partnerships WHERE id = $1 AND merged_into_id IS NULL',
        [nextId],
      );
      if (stands.length === 0) throw invalid('successor', 'is no partnership of this directory');
      if (await leadsOn(tx, 'partnerships', nextId, id)) throw invalid('successor', 'came before this one');
    }
    await tx.query('UPDATE partnerships SET successor_id = $2 WHERE id = $1', [id, nextId]);
  }

  private async show(tx: Transaction, viewer: Viewer, present: DetailRow, shown: boolean): Promise<void> {
    await tx.query('UPDATE partnerships SET state = $2 WHERE id = $1', [
      present.id,
      shown ? 'published' : 'hidden',
    ]);
    await audit(tx, viewer, {
      kind: shown ? 'partnership.shown' : 'partnership.hidden',
      spaceId: null,
      subjectKind: 'partnership',
      subjectId: present.id,
      data: { name: present.name },
      at: this.clock.now(),
    });
  }

  private async membersOf(tx: Transaction, { members }: Said): Promise<(number | null)[]> {
    const ids: (number | null)[] = [];
    for (const member of members)
      ids.push(
        member.collective
          ? null
          : await this.organisations.named(tx, { name: member.name, sector: MEMBER_SECTORS[member.sector] }),
      );
    return ids;
  }

  private record(
    tx: Transaction,
    viewer: Viewer,
    kind: 'partnership.created' | 'partnership.updated',
    subjectId: number,
    version: number,
  ): Promise<Activity> {
    const what = { spaceId: null, subjectKind: 'partnership', subjectId, data: { version } } as const;
    return this.activities.record(tx, viewer, { ...what, kind });
  }
}

type Revision = Pick<Parameters<typeof revise>[2], 'did' | 'changes'>;

/** What a record says, in the form that a change of it has. */
export const saidBy = (row: DetailRow): Said => ({
  name: row.name,
  kind: row.kind,
  aliases: row.aliases,
  nation: row.nation,
  scale: row.scale,
  area: row.area,
  pin: pinOf(row),
  purpose: row.purpose,
  formality: row.formality,
  formalityBasis: row.formality_basis,
  lifecycle: row.lifecycle,
  founded: row.founded,
  agreement: row.agreement,
  members: row.members.map(({ name, sector, evidence, collective, note }) => ({
    name,
    sector,
    evidence,
    collective,
    note,
  })),
  activityList: row.activity_list,
  links: row.links,
  sources: row.sources,
  tags: row.tags,
  distinction: row.distinction,
});
