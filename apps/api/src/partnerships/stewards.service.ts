import { Injectable } from '@nestjs/common';
import type { ClaimPartnership } from '@fingerpost/contracts/partnership-input';
import type { Claim, Partnership } from '@fingerpost/contracts/partnerships';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import { canLookAfterPartnerships, partnershipPolicy } from '@fingerpost/contracts/permissions';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { forbidden, notFound } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { ClaimQueries } from './claims.queries.js';
import { factsOf } from './partnership.rows.js';
import { Partnerships } from './partnerships.service.js';

/** Who looks after a record: a member says so, and a moderator confirms it. */
@Injectable()
export class Stewards {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly activities: Activities,
    private readonly partnerships: Partnerships,
    private readonly claims: ClaimQueries,
  ) {}

  /** What waits for a moderator. */
  async waiting(viewer: MemberViewer, query: PageQuery): Promise<Page<Claim>> {
    if (!canLookAfterPartnerships(await this.partnerships.standing(viewer)))
      throw forbidden('The directory is looked after by operators and by moderators of the national space.');
    return this.claims.page(viewer, query);
  }

  /** "I look after this." Said twice it is said once. */
  async claim(viewer: MemberViewer, slug: string, { note }: ClaimPartnership): Promise<Partnership> {
    const { row } = await this.partnerships.visible(viewer, slug);
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const made = await tx.query<object[]>(
        `INSERT INTO partnership_stewards (partnership_id, person_id, state, note, since) VALUES ($1, $2, 'asked', $3, $4)
         ON CONFLICT DO NOTHING RETURNING 1`,
        [row.id, viewer.personId, note, this.clock.now()],
      );
      if (made.length > 0) told.push(await this.activity(tx, viewer, 'claimed', row.id, viewer.personId));
    });
    await this.activities.told(...told);
    return this.partnerships.detail(viewer, row.slug);
  }

  /** Takes back a claim, or steps down. */
  async leave(viewer: MemberViewer, slug: string): Promise<Partnership> {
    const { row } = await this.partnerships.visible(viewer, slug);
    await this.db.write(viewer, (tx) =>
      tx.query('DELETE FROM partnership_stewards WHERE partnership_id = $1 AND person_id = $2', [
        row.id,
        viewer.personId,
      ]),
    );
    return this.partnerships.detail(viewer, row.slug);
  }

  /** A moderator confirms who asks, or says no, which also ends what was confirmed. */
  async decide(
    viewer: MemberViewer,
    slug: string,
    personId: number,
    confirmed: boolean,
  ): Promise<Partnership> {
    const { row, standing } = await this.partnerships.visible(viewer, slug);
    if (!partnershipPolicy(standing, factsOf(row, viewer.personId)).decide) throw forbidden();
    if (!row.stewards.some(({ person }) => person.id === personId)) throw notFound();
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const [[was]] = await tx.query<[{ state: 'asked' | 'confirmed' }[], number]>(
        confirmed
          ? `UPDATE partnership_stewards SET state = 'confirmed', since = $3 WHERE partnership_id = $1 AND person_id = $2 AND state = 'asked' RETURNING 'asked' AS state`
          : `DELETE FROM partnership_stewards WHERE partnership_id = $1 AND person_id = $2 AND $3::timestamptz IS NOT NULL RETURNING state`,
        [row.id, personId, this.clock.now()],
      );
      if (!was) return;
      await audit(tx, viewer, {
        kind: confirmed ? 'steward.confirmed' : 'steward.refused',
        spaceId: null,
        subjectKind: 'partnership',
        subjectId: row.id,
        data: { personId },
        at: this.clock.now(),
      });
      const ended = was.state === 'confirmed' ? 'released' : 'refused';
      told.push(await this.activity(tx, viewer, confirmed ? 'confirmed' : ended, row.id, personId));
    });
    await this.activities.told(...told);
    return this.partnerships.detail(viewer, row.slug);
  }

  private activity(
    tx: Parameters<Activities['record']>[0],
    viewer: MemberViewer,
    what: 'claimed' | 'confirmed' | 'refused' | 'released',
    subjectId: number,
    personId: number,
  ): Promise<Activity> {
    return this.activities.record(tx, viewer, {
      kind: `partnership.${what}`,
      spaceId: null,
      subjectKind: 'partnership',
      subjectId,
      data: { personId },
    });
  }
}
