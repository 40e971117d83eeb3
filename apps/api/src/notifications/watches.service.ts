import { Injectable } from '@nestjs/common';
import type { SetWatch, Watch } from '@fingerpost/contracts/notifications';
import { Access } from '../access/access.service.js';
import { seesContent } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { joinLevels, levelOf, sourceOf } from './levels.js';

type Subject = { kind: 'space' | 'discussion'; id: number };
const LEVEL = `coalesce(${levelOf('$1', 's.id')}, 'nothing') AS level, ${sourceOf('$1', 's.id')} AS source`;

const OF_DISCUSSION = statement(
  'watch-of-discussion',
  `SELECT ${LEVEL} FROM discussions d JOIN spaces s ON s.id = d.space_id ${joinLevels('$1', 'd.id', 's.id')}
   WHERE d.id = $2 AND ${seesContent('d', 's', '$1')}`,
);
const OF_SPACE = statement(
  'watch-of-space',
  `SELECT ${LEVEL} FROM spaces s ${joinLevels('$1', 'NULL::bigint', 's.id')} WHERE s.id = $2`,
);

/** How much of a space or a discussion a member wants to hear. */
@Injectable()
export class Watches {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  async ofDiscussion(viewer: MemberViewer, id: number): Promise<Watch> {
    return this.level(viewer, { kind: 'discussion', id });
  }

  async ofSpace(viewer: MemberViewer, slug: string): Promise<Watch> {
    return this.level(viewer, await this.space(viewer, slug));
  }

  chooseForDiscussion(viewer: MemberViewer, id: number, input: SetWatch): Promise<Watch> {
    return this.choose(viewer, { kind: 'discussion', id }, input);
  }

  async chooseForSpace(viewer: MemberViewer, slug: string, input: SetWatch): Promise<Watch> {
    return this.choose(viewer, await this.space(viewer, slug), input);
  }

  private async space(viewer: MemberViewer, slug: string): Promise<Subject> {
    return { kind: 'space', id: (await this.access.readableSpace(viewer, { slug })).id };
  }

  private async choose(viewer: MemberViewer, subject: Subject, { level }: SetWatch): Promise<Watch> {
    await this.level(viewer, subject);
    const key = [viewer.personId, subject.kind, subject.id];
    await this.db.write(viewer, (tx) =>
      level === null
        ? tx.query(`DELETE FROM watches WHERE person_id = $1 AND subject_kind = $2 AND subject_id = $3`, key)
        : tx.query(
            `INSERT INTO watches (person_id, subject_kind, subject_id, level) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person_id, subject_kind, subject_id) DO UPDATE SET level = excluded.level`,
            [...key, level],
          ),
    );
    return this.level(viewer, subject);
  }

  /** @throws DomainError 404 where the viewer reads nothing. */
  private async level(viewer: MemberViewer, { kind, id }: Subject): Promise<Watch> {
    const watch = await this.db.one<Watch & Record<string, unknown>>(
      kind === 'space' ? OF_SPACE : OF_DISCUSSION,
      [viewer.personId, id],
    );
    if (!watch) throw notFound();
    // Asked of a space, what was chosen for the space was chosen here.
    return kind === 'space' && watch.source === 'space' ? { ...watch, source: 'chosen' } : watch;
  }
}
