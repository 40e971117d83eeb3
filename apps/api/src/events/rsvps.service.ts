import { Injectable } from '@nestjs/common';
import type { GiveRsvp, Rsvp } from '@fingerpost/contracts/events';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { breaks } from '../database/faults.js';
import { stillRunning } from '../database/idempotency.js';
import { DomainError, invalid, notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { RSVP, type RsvpRow } from './rsvp.statement.js';

/** Who comes and who waits, in one round trip. */
@Injectable()
export class Rsvps {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly activities: Activities,
  ) {}

  /** @throws DomainError 404 unseen, 409 once it has begun or is called off, 422 for an answer to what nobody asked. */
  async answer(viewer: Viewer, eventId: number, { status, shown, answers }: GiveRsvp): Promise<Rsvp> {
    const at = this.clock.now();
    const row = await this.write([
      viewer.personId,
      eventId,
      status === 'going',
      shown ?? null,
      at,
      viewer.request?.key ?? null,
      viewer.request?.hash ?? null,
      answers?.length ? JSON.stringify(answers) : null,
    ]);
    await this.activities.told(
      ...row.happened.map((activity) => ({
        ...activity,
        actorId: null,
        spaceId: row.space_id,
        subjectKind: 'event' as const,
        subjectId: eventId,
        at,
      })),
    );
    return {
      status: row.status,
      position: row.position,
      shown: row.shown,
      goingCount: row.going,
      waitingCount: row.waiting,
    };
  }

  private async write(params: unknown[]): Promise<RsvpRow> {
    const row = await this.db.one<RsvpRow & Record<string, unknown>>(RSVP, params).catch((fault: unknown) => {
      if (breaks(fault, 'rsvp_answers_question'))
        throw invalid('answers', 'answers a question that is not asked any more');
      throw breaks(fault, 'idempotency_keys_pkey') ? stillRunning() : fault;
    });
    if (!row?.mine) throw stillRunning();
    if (row.outcome === null) throw notFound();
    if (row.outcome === 'closed')
      throw new DomainError(
        'rsvp_closed',
        409,
        'This has begun or was called off; nobody can answer any more.',
      );
    return row;
  }
}
