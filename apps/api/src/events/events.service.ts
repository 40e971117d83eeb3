import { Injectable } from '@nestjs/common';
import type { CallOff, ChangeEvent, CreateEvent, Event, EventSummary } from '@fingerpost/contracts/events';
import { canWrite, eventPolicy } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { DomainError, forbidden, invalid, notFound, stale } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { differences, forCalendars, toldOf } from './differences.js';
import type { EventDetailRow } from './event.rows.js';
import { campaignOf, dateOfSeries, mayBeListed, organisationOf, timesAfter } from './event-checks.js';
import { factsOf, presentEvent } from './event.presenter.js';
import { EventQueries } from './events.queries.js';
import {
  lockEvent,
  rewriteEvent,
  setReminders,
  wantedOf,
  writeEvent,
  type Present,
  type Wanted,
} from './events.write.js';
import {
  openEventDiscussion,
  renameEventDiscussion,
  rewordEventDiscussion,
  wordsFrom,
} from './event-discussion.js';
import { repeated, timesOf, type Times } from './wall-clock.js';

@Injectable()
export class Events {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: EventQueries,
  ) {}

  async detail(viewer: Viewer, id: number): Promise<Event> {
    return this.present(viewer, await this.visible(viewer, id));
  }

  /** What comes next, for the homes. */
  upcoming(viewer: Viewer, limit: number): Promise<EventSummary[]> {
    return this.queries.upcoming(viewer, limit);
  }

  /** Lists an event, or keeps it as a draft; a series is as many events, each with its own places. */
  async create(viewer: Viewer, input: CreateEvent): Promise<Event> {
    const space = await this.access.readableSpace(viewer, { id: input.spaceId });
    if (!canWrite(this.access.standing(viewer, space.role)))
      throw new DomainError('join_first', 403, 'Join this space to list an event in it.');
    const { spaceId, start, end, zone, repeat, campaign, ...words } = input;
    const first = timesOf({ start, end, zone });
    const dates = repeat ? repeated(first, repeat).map(dateOfSeries) : [first];
    const now = this.clock.now();
    mayBeListed(words, first, now);
    const told: Activity[] = [];
    const { id } = await this.db.write(viewer, async (tx) => {
      const organisationId = words.asOrganisation ? await organisationOf(tx, viewer) : null;
      const campaignId = await campaignOf(tx, campaign);
      let seriesId: number | null = null;
      for (const times of dates) {
        const made = await writeEvent(tx, {
          words,
          times,
          spaceId,
          authorId: viewer.personId,
          organisationId,
          campaignId,
          seriesId,
          at: now,
        });
        if (words.status === 'listed')
          told.push(await this.list(tx, viewer, { id: made, spaceId, title: words.title, times, seriesId }));
        if (repeat && seriesId === null) {
          seriesId = made;
          await tx.query(`UPDATE events SET series_id = id WHERE id = $1`, [made]);
        }
        seriesId ??= made;
      }
      return { id: seriesId! };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  /** Changes some of an event; what those who come must know of reaches them, and more places are given at once. */
  async change(viewer: Viewer, id: number, input: ChangeEvent): Promise<Event> {
    const row = await this.visible(viewer, id);
    const may = this.policy(viewer, row);
    if (!may.edit || (input.status === 'listed' && row.state === 'draft' && !may.list)) throw forbidden();
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const present = await lockEvent(tx, id);
      if (!present) throw notFound();
      if (present.version !== input.version) throw stale(await this.detail(viewer, id));
      if (present.called_off_at) throw forbidden();
      const now = this.clock.now();
      const times = timesAfter(present, input);
      const wanted: Wanted = wantedOf(present, input);
      if (input.asOrganisation !== undefined && input.asOrganisation !== (present.organisation_id !== null))
        wanted.organisationId = input.asOrganisation ? await organisationOf(tx, viewer) : null;
      if (input.campaign !== undefined) wanted.campaignId = await campaignOf(tx, input.campaign);
      const listed = wanted.status === 'listed';
      const moved = times.startsAt.getTime() !== present.startsAt.getTime();
      mayBeListed(wanted, listed && (moved || present.state === 'draft') ? times : null, now);
      if (wanted.capacity !== null && wanted.capacity < present.going_count)
        throw invalid('capacity', `is below the ${present.going_count} who have a place`);
      const changes = differences(present, times, wanted, input.body);
      const said = toldOf(changes, input.quiet);
      await rewriteEvent(tx, present, {
        times,
        wanted,
        body: input.body,
        questions: input.questions,
        forCalendars: present.state === 'published' && forCalendars(said),
        at: now,
      });
      if (!listed) return { version: present.version + 1 };
      if (present.state === 'draft') {
        told.push(
          await this.list(tx, viewer, {
            id,
            spaceId: present.space_id,
            title: wanted.title,
            times,
            seriesId: null,
          }),
        );
        return { version: present.version + 1 };
      }
      if (moved || times.zone !== present.zone) await setReminders(tx, id, times, now);
      told.push(
        await this.activities.record(tx, viewer, { ...about(present), kind: 'event.changed', data: said }),
      );
      told.push(
        ...(await this.followOn(tx, viewer, present, {
          title: wanted.title,
          former: wordsFrom(present),
          at: now,
        })),
      );
      told.push(...(await this.fill(tx, present, now)));
      if (present.author_id !== viewer.personId)
        await this.audit(tx, viewer, present, 'event.changed', { ...changes });
      return { version: present.version + 1 };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  /** Its discussion is called as it is now, and opens with what it says now. */
  private async followOn(
    tx: Transaction,
    viewer: Viewer,
    { id, title: formerTitle }: Present,
    { title, former, at }: { title: string; former: string; at: Date },
  ): Promise<Activity[]> {
    const renamed = await renameEventDiscussion(tx, { id, title: formerTitle }, title);
    const reworded = await rewordEventDiscussion(tx, { id, title }, former, viewer.personId, at);
    const told: Activity[] = [];
    if (renamed) told.push(await this.activities.record(tx, viewer, renamed));
    if (reworded) told.push(await this.activities.record(tx, viewer, reworded));
    return told;
  }

  /** It does not take place. It stays where it is, for those who come to look. */
  async callOff(viewer: Viewer, id: number, { reason }: CallOff): Promise<Event> {
    const row = await this.visible(viewer, id);
    if (!this.policy(viewer, row).callOff) throw forbidden();
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const present = await lockEvent(tx, id);
      if (!present || present.called_off_at || present.state === 'draft') throw forbidden();
      const now = this.clock.now();
      await tx.query(
        `UPDATE events SET called_off_at = $2, called_off_reason = $3, sequence = sequence + 1, version = version + 1, changed_at = $2 WHERE id = $1`,
        [id, now, reason],
      );
      await setReminders(tx, id, null, now);
      told.push(
        await this.activities.record(tx, viewer, {
          ...about(present),
          kind: 'event.called_off',
          data: { reason },
        }),
      );
      if (present.author_id !== viewer.personId)
        await this.audit(tx, viewer, present, 'event.called_off', { reason });
      return { version: present.version + 1 };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  /** Throws a draft away; what was listed is called off instead. */
  async remove(viewer: Viewer, id: number): Promise<void> {
    const row = await this.visible(viewer, id);
    if (!this.policy(viewer, row).remove) throw forbidden();
    await this.db.write(viewer, (tx) =>
      tx.query(`UPDATE events SET state = 'removed' WHERE id = $1 AND state = 'draft'`, [id]),
    );
  }

  private async visible(viewer: Viewer, id: number): Promise<EventDetailRow> {
    const row = await this.queries.detail(viewer, id);
    if (!row) throw notFound();
    return row;
  }

  private policy(viewer: Viewer, row: EventDetailRow) {
    return eventPolicy(this.access.standing(viewer, row.role), factsOf(row, this.clock.now()));
  }

  private async present(viewer: Viewer, row: EventDetailRow): Promise<Event> {
    const series = row.series_id === null ? null : await this.queries.series(viewer, row.series_id);
    return presentEvent(row, series, this.policy(viewer, row));
  }

  /** From now on everybody who may sees it: its discussion opens and its reminders are set. */
  private async list(
    tx: Transaction,
    viewer: Viewer,
    event: { id: number; spaceId: number; title: string; times: Times; seriesId: number | null },
  ): Promise<Activity> {
    const now = this.clock.now();
    await openEventDiscussion(tx, { ...event, authorId: viewer.personId, at: now });
    await setReminders(tx, event.id, event.times, now);
    const listed = { spaceId: event.spaceId, subjectKind: 'event' as const, subjectId: event.id };
    return event.seriesId === null
      ? this.activities.record(tx, viewer, { ...listed, kind: 'event.listed', data: {} })
      : this.activities.record(tx, viewer, {
          ...listed,
          kind: 'event.repeated',
          data: { seriesOf: event.seriesId },
        });
  }

  /** Gives what seats there are to those who wait. Nobody acts in it, so that each of them is told. */
  private async fill(tx: Transaction, present: Present, now: Date): Promise<Activity[]> {
    const promoted = await tx.query<{ person: number }[]>(`SELECT fill_seats($1, $2) AS person`, [
      present.id,
      now,
    ]);
    const told: Activity[] = [];
    for (const { person } of promoted)
      told.push(
        await this.activities.record(
          tx,
          { personId: null },
          { ...about(present), kind: 'rsvp.promoted', data: { personId: person } },
        ),
      );
    return told;
  }

  private audit(
    tx: Transaction,
    viewer: Viewer,
    present: Present,
    kind: string,
    data: object,
  ): Promise<void> {
    return audit(tx, viewer, {
      kind,
      spaceId: present.space_id,
      subjectKind: 'event',
      subjectId: present.id,
      data: { authorId: present.author_id, ...data },
      at: this.clock.now(),
    });
  }
}

const about = ({ id, space_id }: Present) => ({
  spaceId: space_id,
  subjectKind: 'event' as const,
  subjectId: id,
});
