import { Injectable } from '@nestjs/common';
import type { MergePartnership } from '@fingerpost/contracts/partnership-input';
import type { Partnership } from '@fingerpost/contracts/partnerships';
import { partnershipPolicy } from '@fingerpost/contracts/permissions';
import { LIST_MAX, MEMBERS_MAX, NAMES_MAX, TAGS_MAX } from '@fingerpost/contracts/limits';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { lockSuccessors, passOn } from '../database/successors.js';
import { DomainError, forbidden, invalid } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { factsOf, type DetailRow } from './partnership.rows.js';
import { changesOf, revise, updateRecord, type Said } from './partnership.writing.js';
import { Partnerships, saidBy } from './partnerships.service.js';

/** Two records of one partnership become one: nothing that either says is lost, and both addresses lead there. */
@Injectable()
export class Merging {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly activities: Activities,
    private readonly partnerships: Partnerships,
  ) {}

  async merge(viewer: MemberViewer, slug: string, { into }: MergePartnership): Promise<Partnership> {
    const { row: from, standing } = await this.partnerships.visible(viewer, slug);
    if (!partnershipPolicy(standing, factsOf(from, viewer.personId)).decide) throw forbidden();
    const { row: to } = await this.partnerships.visible(viewer, into).catch((fault: unknown) => {
      throw fault instanceof DomainError && fault.status === 404
        ? invalid('into', 'is no partnership of this directory')
        : fault;
    });
    // A merge with itself, also by a former address of either.
    if (from.id === to.id) throw invalid('into', 'is the same partnership');
    // Else a merge would take from sight what everybody sees.
    if (to.state === 'hidden' && from.state !== 'hidden') throw invalid('into', 'is hidden');
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      await lockSuccessors(tx, 'partnerships');
      const locked = await tx.query<{ id: number; version: number }[]>(
        'SELECT id, version FROM partnerships WHERE id = ANY ($1) AND merged_into_id IS NULL ORDER BY id FOR UPDATE',
        [[from.id, to.id]],
      );
      const still = ({ id, version }: DetailRow) =>
        locked.some((row) => row.id === id && row.version === version);
      if (!still(from) || !still(to))
        throw new DomainError('stale_version', 409, 'Somebody changed this meanwhile.');
      const before = saidBy(to);
      const after = together(before, saidBy(from));
      await updateRecord(tx, to.id, after);
      await this.carryOver(tx, from, to);
      const version = await revise(tx, to.id, {
        personId: viewer.personId,
        did: 'merged',
        changes: changesOf(before, after),
        at: this.clock.now(),
      });
      await audit(tx, viewer, {
        kind: 'partnership.merged',
        spaceId: null,
        subjectKind: 'partnership',
        subjectId: from.id,
        data: { into: to.id },
        at: this.clock.now(),
      });
      for (const [subjectId, of] of [
        [to.id, version],
        [from.id, from.version],
      ] as const)
        told.push(
          await this.activities.record(tx, viewer, {
            kind: 'partnership.updated',
            spaceId: null,
            subjectKind: 'partnership',
            subjectId,
            data: { version: of },
          }),
        );
    });
    await this.activities.told(...told);
    return this.partnerships.detail(viewer, to.slug);
  }

  private async carryOver(tx: Transaction, from: DetailRow, to: DetailRow): Promise<void> {
    await tx.query(
      `INSERT INTO partnership_members (partnership_id, position, organisation_id, name, sector, evidence, collective, note)
       SELECT $2, $3::int + row_number() OVER (ORDER BY m.position), m.organisation_id, m.name, m.sector, m.evidence, m.collective, m.note
       FROM partnership_members m WHERE m.partnership_id = $1 AND NOT EXISTS (
         SELECT 1 FROM partnership_members n WHERE n.partnership_id = $2 AND lower(n.name) = lower(m.name)) LIMIT $4`,
      [from.id, to.id, to.members.length, MEMBERS_MAX - to.members.length],
    );
    await tx.query(
      `INSERT INTO partnership_stewards (partnership_id, person_id, state, note, since, due_told, stale_told)
       SELECT $2, person_id, state, note, since, due_told, stale_told FROM partnership_stewards WHERE partnership_id = $1
       ON CONFLICT (partnership_id, person_id) DO UPDATE SET state = 'confirmed', since = excluded.since, due_told = excluded.due_told, stale_told = excluded.stale_told
         WHERE partnership_stewards.state = 'asked' AND excluded.state = 'confirmed'`,
      [from.id, to.id],
    );
    await tx.query(
      `INSERT INTO partnership_relations (one_id, other_id)
       SELECT least(other, $2::bigint), greatest(other, $2::bigint)
       FROM (SELECT CASE WHEN one_id = $1 THEN other_id ELSE one_id END AS other FROM partnership_relations WHERE $1 IN (one_id, other_id)) r
       WHERE other <> $2 ON CONFLICT DO NOTHING`,
      [from.id, to.id],
    );
    await tx.query('DELETE FROM partnership_relations WHERE $1 IN (one_id, other_id)', [from.id]);
    await tx.query('DELETE FROM partnership_stewards WHERE partnership_id = $1', [from.id]);
    await passOn(tx, 'partnerships', from.id, to.id);
    // What was merged into this one before follows it, so that an address leads on in one step.
    await tx.query('UPDATE partnerships SET merged_into_id = $2 WHERE id = $1 OR merged_into_id = $1', [
      from.id,
      to.id,
    ]);
  }
}

const by = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();

/** What one record says, and what only the other does. */
export function together(to: Said, from: Said): Said {
  return {
    ...to,
    aliases: by([...to.aliases, from.name, ...from.aliases], (name) => name.toLowerCase())
      .filter((name) => name.toLowerCase() !== to.name.toLowerCase())
      .slice(0, NAMES_MAX),
    pin: to.pin ?? from.pin,
    founded: to.founded ?? from.founded,
    purpose: by([...to.purpose, ...from.purpose], (line) => line).slice(0, LIST_MAX),
    members: by([...to.members, ...from.members], ({ name }) => name.toLowerCase()).slice(0, MEMBERS_MAX),
    activityList: by(
      [...to.activityList, ...from.activityList],
      ({ title, date }) => `${title} ${date ?? ''}`,
    ).slice(0, LIST_MAX),
    links: by([...to.links, ...from.links], ({ url }) => url).slice(0, LIST_MAX),
    sources: by([...to.sources, ...from.sources], ({ url, title }) => url ?? title).slice(0, LIST_MAX),
    tags: by([...to.tags, ...from.tags], (tag) => tag).slice(0, TAGS_MAX),
  };
}
