import { Injectable } from '@nestjs/common';
import type { CallOff, ChangeEvent, CreateEvent, Event, EventSummary } from '@fingerpost/contracts/events';
import { canWrite, eventPolicy } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { DomainError, forbidden, notFound, stale } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import type { EventDetailRow } from './event.rows.js';
import { EventChanges } from './event-changes.js';
import { campaignOf, dateOfSeries, mayBeListed, ofDate, organisationOf } from './event-checks.js';
import { factsOf, presentEvent } from './event.presenter.js';
import { EventQueries } from './events.queries.js';
import { writeEvent, type Change } from './events.write.js';
import { Series } from './series.js';
import { repeated, timesOf } from './wall-clock.js';

@Injectable()
export class Events {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: EventQueries,
    private readonly series: Series,
    private readonly changes: EventChanges,
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
          told.push(
            await this.changes.list(tx, viewer, {
              id: made,
              spaceId,
              title: words.title,
              times,
              seriesOf: seriesId,
            }),
          );
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

  /**
   * Changes some of an event, and of the later ones of its series where they are meant: all or none. What those who come
   * must know of reaches them, and more places are given at once.
   */
  async change(viewer: Viewer, id: number, { version, later, ...input }: ChangeEvent): Promise<Event> {
    const row = await this.visible(viewer, id);
    const may = this.policy(viewer, row);
    if (!may.edit || (input.status === 'listed' && row.state === 'draft' && !may.list)) throw forbidden();
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const [present, ...others] = await this.series.lock(tx, viewer, row, later);
      if (present?.id !== id) throw notFound();
      if (present.version !== version) throw stale(await this.detail(viewer, id));
      if (present.called_off_at) throw forbidden();
      told.push(...(await this.changes.change(tx, viewer, present, { input, seriesOf: null })));
      for (const each of others) {
        const theirs = forLater(input, each.state);
        if (theirs)
          told.push(
            ...(await this.changes
              .change(tx, viewer, each, { input: theirs, seriesOf: id })
              .catch(ofDate(each.start))),
          );
      }
      return { version: present.version + 1 };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  /** It does not take place. It stays where it is, for those who come to look. */
  async callOff(viewer: Viewer, id: number, { reason, later }: CallOff): Promise<Event> {
    const row = await this.visible(viewer, id);
    if (!this.policy(viewer, row).callOff) throw forbidden();
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const [present, ...others] = await this.series.lock(tx, viewer, row, later);
      if (present?.id !== id || present.called_off_at || present.state === 'draft') throw forbidden();
      for (const each of [present, ...others])
        if (each.state !== 'draft') told.push(await this.changes.callOff(tx, viewer, each, reason));
      return { version: present.version + 1 };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  /** Throws a draft away, and the later ones of its series where they are meant; what was listed is called off instead. */
  async remove(viewer: Viewer, id: number, later: boolean): Promise<void> {
    const row = await this.visible(viewer, id);
    if (!this.policy(viewer, row).remove) throw forbidden();
    await this.db.write(viewer, async (tx) => {
      const ids = (await this.series.lock(tx, viewer, row, later)).map((each) => each.id);
      await tx.query(`UPDATE events SET state = 'removed' WHERE id = ANY ($1) AND state = 'draft'`, [ids]);
    });
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
    const dates = row.series_id === null ? null : await this.queries.series(viewer, row.series_id);
    const can = this.policy(viewer, row);
    const later = can.edit || can.callOff ? await this.series.later(viewer, row) : null;
    return presentEvent(row, { dates, later }, can);
  }
}

/** What of a change goes for a later one of the series: not its times, and nothing where nothing is left. */
function forLater(
  { start: _start, end: _end, zone: _zone, status, quiet, ...rest }: Change,
  state: string,
): Change | null {
  const lists = status === 'listed' && state === 'draft';
  return lists || Object.keys(rest).length > 0 ? { ...rest, quiet, ...(lists && { status }) } : null;
}
