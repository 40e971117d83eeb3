import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import type { Discussion } from '@fingerpost/contracts/discussions';
import type { OpenResourceDiscussion, ResourceUse, SayUsed } from '@fingerpost/contracts/resources';
import { resourcePolicy } from '@fingerpost/contracts/permissions';
import { seesContent } from '../access/predicate.js';
import { Access } from '../access/access.service.js';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { breaks } from '../database/faults.js';
import { statement } from '../database/sql.js';
import { personColumns, toPerson, type AuthorRow } from '../discussions/discussion.rows.js';
import { Discussions } from '../discussions/discussions.service.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import { DomainError, forbidden } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { factsOf } from './resource.rows.js';
import { Resources } from './resources.service.js';

interface UseRow extends AuthorRow {
  id: number;
  words: string;
  written_at: Date;
}

/** What others made of it: "we used this", and the discussion about it. */
@Injectable()
export class ResourceUses {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly resources: Resources,
    private readonly discussions: Discussions,
  ) {}

  async page(viewer: Viewer, id: number, query: PageQuery): Promise<Page<ResourceUse>> {
    await this.resources.visible(viewer, id);
    const reading = readingOf(query, 'desc');
    const at = cursorIdOf(reading);
    const rows = await this.db.query<UseRow>(reading.descending ? NEWEST : OLDEST, [
      viewer.personId,
      id,
      at,
      reading.limit + 1,
    ]);
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        person: toPerson(row),
        words: row.words,
        writtenAt: row.written_at.toISOString(),
        mine: viewer.personId !== null && row.author_id === viewer.personId,
      }),
    );
  }

  /** Says it, or says it anew. */
  async say(viewer: Viewer, id: number, input: SayUsed): Promise<void> {
    const { row, may } = await this.may(viewer, id);
    if (!may.sayUsed) throw row.role === null ? joinFirst() : forbidden();
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      await tx.query(
        `INSERT INTO resource_uses (resource_id, person_id, words, written_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (resource_id, person_id) DO UPDATE SET words = excluded.words`,
        [id, viewer.personId, input.words, this.clock.now()],
      );
      await tx.query(RECOUNT, [id]);
      told.push(
        await this.activities.record(tx, viewer, {
          kind: 'resource.used',
          spaceId: row.space_id,
          subjectKind: 'resource',
          subjectId: id,
          data: {},
        }),
      );
    });
    await this.activities.told(...told);
  }

  async takeBack(viewer: Viewer, id: number): Promise<void> {
    await this.resources.visible(viewer, id);
    await this.db.write(viewer, async (tx) => {
      await tx.query('DELETE FROM resource_uses WHERE resource_id = $1 AND person_id = $2', [
        id,
        viewer.personId,
      ]);
      await tx.query(RECOUNT, [id]);
    });
  }

  /** Its one discussion begins with the first who has something to say. */
  async discuss(viewer: Viewer, id: number, { body }: OpenResourceDiscussion): Promise<Discussion> {
    const { row, may } = await this.may(viewer, id);
    if (row.discussion_id !== null) throw discussed();
    if (!may.discuss) throw row.role === null ? joinFirst() : forbidden();
    const opening = {
      spaceId: row.space_id,
      kind: 'discussion' as const,
      title: row.title,
      body,
      tags: row.tags,
    };
    try {
      return await this.discussions.create(viewer, opening, { kind: 'resource', id });
    } catch (fault) {
      // Somebody else began it in the same moment.
      throw breaks(fault, 'discussions_of_resource') ? discussed() : fault;
    }
  }

  private async may(viewer: Viewer, id: number) {
    const row = await this.resources.visible(viewer, id);
    return { row, may: resourcePolicy(this.access.standing(viewer, row.role), factsOf(row)) };
  }
}

const discussed = () =>
  new DomainError('discussed_already', 409, 'There is a discussion about this already.');
const joinFirst = () => new DomainError('join_first', 403, 'Join this space to write in it.');

const uses = (name: string, compare: '<' | '>', direction: 'ASC' | 'DESC') =>
  statement(
    name,
    `SELECT u.id, u.words, u.written_at, ${personColumns('a', 'o', 'author')} FROM resource_uses u
     JOIN resources r ON r.id = u.resource_id JOIN spaces s ON s.id = r.space_id
     JOIN people a ON a.id = u.person_id LEFT JOIN organisations o ON o.id = a.organisation_id
     WHERE u.resource_id = $2 AND ${seesContent('r', 's', '$1')} AND ($3::bigint IS NULL OR u.id ${compare} $3)
     ORDER BY u.id ${direction} LIMIT $4`,
  );
const NEWEST = uses('resource-uses-newest', '<', 'DESC');
const OLDEST = uses('resource-uses-oldest', '>', 'ASC');

const RECOUNT = `UPDATE resources SET use_count = (SELECT count(*) FROM resource_uses WHERE resource_id = $1) WHERE id = $1`;
