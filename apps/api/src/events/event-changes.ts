import { Injectable } from '@nestjs/common';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import type { Transaction } from '../database/database.service.js';
import { invalid } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { differences, forCalendars, toldOf } from './differences.js';
import { campaignOf, mayBeListed, organisationOf, timesAfter } from './event-checks.js';
import {
  openEventDiscussion,
  renameEventDiscussion,
  rewordEventDiscussion,
  wordsFrom,
} from './event-discussion.js';
import {
  rewriteEvent,
  setReminders,
  wantedOf,
  type Change,
  type Present,
  type Wanted,
} from './events.write.js';
import type { Times } from './wall-clock.js';

/** What happens to one event under its lock, in the transaction of who does it. Each gives what is to be told after the commit. */
@Injectable()
export class EventChanges {
  constructor(
    private readonly clock: Clock,
    private readonly activities: Activities,
  ) {}

  /** `seriesOf` is the event with which this one is changed. */
  async change(
    tx: Transaction,
    viewer: Viewer,
    present: Present,
    { input, seriesOf }: { input: Change; seriesOf: number | null },
  ): Promise<Activity[]> {
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
    if (!listed) return [];
    const { id, space_id: spaceId } = present;
    if (present.state === 'draft')
      return [await this.list(tx, viewer, { id, spaceId, title: wanted.title, times, seriesOf })];
    if (moved || times.zone !== present.zone) await setReminders(tx, id, times, now);
    if (present.author_id !== viewer.personId)
      await this.audit(tx, viewer, present, 'event.changed', { ...changes });
    return [
      await this.activities.record(tx, viewer, { ...about(present), kind: 'event.changed', data: said }),
      ...(await this.followOn(tx, viewer, present, wanted.title)),
      ...(await this.fill(tx, present, now)),
    ];
  }

  async callOff(tx: Transaction, viewer: Viewer, present: Present, reason: string): Promise<Activity> {
    const now = this.clock.now();
    await tx.query(
      `UPDATE events SET called_off_at = $2, called_off_reason = $3, sequence = sequence + 1, version = version + 1, changed_at = $2 WHERE id = $1`,
      [present.id, now, reason],
    );
    await setReminders(tx, present.id, null, now);
    if (present.author_id !== viewer.personId)
      await this.audit(tx, viewer, present, 'event.called_off', { reason });
    return this.activities.record(tx, viewer, {
      ...about(present),
      kind: 'event.called_off',
      data: { reason },
    });
  }

  /** From now on everybody who may sees it: its discussion opens and its reminders are set. */
  async list(
    tx: Transaction,
    viewer: Viewer,
    event: { id: number; spaceId: number; title: string; times: Times; seriesOf: number | null },
  ): Promise<Activity> {
    const now = this.clock.now();
    await openEventDiscussion(tx, { ...event, authorId: viewer.personId, at: now });
    await setReminders(tx, event.id, event.times, now);
    const listed = { spaceId: event.spaceId, subjectKind: 'event' as const, subjectId: event.id };
    return event.seriesOf === null
      ? this.activities.record(tx, viewer, { ...listed, kind: 'event.listed', data: {} })
      : this.activities.record(tx, viewer, {
          ...listed,
          kind: 'event.repeated',
          data: { seriesOf: event.seriesOf },
        });
  }

  /** Its discussion is called as it is now, and opens with what it says now. */
  private async followOn(
    tx: Transaction,
    viewer: Viewer,
    present: Present,
    title: string,
  ): Promise<Activity[]> {
    const { id } = present;
    const renamed = await renameEventDiscussion(tx, { id, title: present.title }, title);
    const reworded = await rewordEventDiscussion(
      tx,
      { id, title },
      wordsFrom(present),
      viewer.personId,
      this.clock.now(),
    );
    const told: Activity[] = [];
    if (renamed) told.push(await this.activities.record(tx, viewer, renamed));
    if (reworded) told.push(await this.activities.record(tx, viewer, reworded));
    return told;
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
