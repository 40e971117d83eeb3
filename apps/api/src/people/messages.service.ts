import { Injectable } from '@nestjs/common';
import { MESSAGES_A_DAY, UNANSWERED_MAX } from '@fingerpost/contracts/limits';
import type { Conversation, Message, WriteMessage } from '@fingerpost/contracts/people';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { DomainError, forbidden, notFound } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { toHtml } from '../text/markdown.js';
import { MessageQueries, toMessage } from './messages.queries.js';
import { PeopleQueries } from './people.queries.js';

const DAY_MINUTES = 24 * 60;

/**
 * "Write to this member": the site stands in between, so that neither sees the other's address, in mail or out of it.
 * The message is in the inbox of who gets it, and their mail leads to it; an answer goes the same way back.
 */
@Injectable()
export class Messages {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly activities: Activities,
    private readonly people: PeopleQueries,
    private readonly queries: MessageQueries,
  ) {}

  async conversation(viewer: MemberViewer, id: number): Promise<Conversation> {
    const rows = await this.queries.conversation(viewer, id);
    const asked = rows.find(({ back }) => back === 0);
    if (!asked) throw notFound();
    const those = (where: (back: number) => boolean) =>
      rows.filter(({ back }) => where(back)).map((row) => toMessage(row, viewer));
    return {
      message: toMessage(asked, viewer),
      earlier: those((back) => back > 0),
      later: those((back) => back < 0),
      can: { answer: asked.to_id === viewer.personId && asked.from_id !== null },
    };
  }

  async write(viewer: MemberViewer, personId: number, input: WriteMessage): Promise<Message> {
    const to = await this.people.writable(viewer, personId);
    if (to.id === viewer.personId) throw forbidden('This is yourself.');
    return this.send(viewer, to.id, null, input);
  }

  /** Whoever was written to may answer, also where they could not have written first. */
  async answer(viewer: MemberViewer, id: number, input: WriteMessage): Promise<Message> {
    const { message, can } = await this.conversation(viewer, id);
    if (!can.answer || !message.from) throw forbidden('Only who got a message answers it.');
    return this.send(viewer, message.from.id, id, input);
  }

  private async send(
    viewer: MemberViewer,
    toId: number,
    answersId: number | null,
    { body }: WriteMessage,
  ): Promise<Message> {
    const told: Activity[] = [];
    const { id } = await this.db.write(viewer, async (tx) => {
      await this.mayStill(tx, viewer, toId);
      const [row] = await tx.query<{ id: number; withheld: boolean }[]>(
        `INSERT INTO messages (from_id, to_id, answers_id, body, html, written_at, withheld)
         VALUES ($1, $2, $3, $4, $5, $6, EXISTS (SELECT 1 FROM blocks WHERE person_id = $2 AND blocked_id = $1)) RETURNING id, withheld`,
        [viewer.personId, toId, answersId, body, toHtml(body), this.clock.now()],
      );
      if (!row) throw new Error('a message was not stored');
      // Who is blocked is not told so: their words lie here, and nobody hears of them.
      if (!row.withheld)
        told.push(
          await this.activities.record(tx, viewer, {
            kind: 'message.sent',
            spaceId: null,
            subjectKind: 'message',
            subjectId: row.id,
            data: { toId },
          }),
        );
      return { id: row.id };
    });
    await this.activities.told(...told);
    return (await this.conversation(viewer, id)).message;
  }

  /** So many a day to all, so many to one before they answered. Counted under a lock, so that two at once are not both the last. */
  private async mayStill(tx: Transaction, viewer: MemberViewer, toId: number): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('messages', $1))`, [viewer.personId]);
    const [counts] = await tx.query<{ today: number; unanswered: number; blocked: boolean }[]>(
      `SELECT (SELECT count(*) FROM messages WHERE from_id = $1 AND written_at > $3) AS today,
         (SELECT count(*) FROM messages WHERE from_id = $1 AND to_id = $2 AND id > coalesce(
           (SELECT max(id) FROM messages WHERE from_id = $2 AND to_id = $1), 0)) AS unanswered,
         EXISTS (SELECT 1 FROM blocks WHERE person_id = $1 AND blocked_id = $2) AS blocked`,
      [viewer.personId, toId, this.clock.minutesFromNow(-DAY_MINUTES)],
    );
    if (counts?.blocked) throw new DomainError('blocked_by_you', 403, 'You have blocked this member.');
    if ((counts?.unanswered ?? 0) >= UNANSWERED_MAX)
      throw new DomainError('wait_for_an_answer', 403, 'Wait for an answer before you write again.');
    if ((counts?.today ?? 0) >= MESSAGES_A_DAY)
      throw new DomainError('enough_for_today', 429, 'You have written to many today; go on tomorrow.', {
        retryAfter: 3_600,
      });
  }
}
