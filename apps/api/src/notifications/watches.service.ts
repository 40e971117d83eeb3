import { Injectable } from '@nestjs/common';
import type { SetWatch, Watch } from '@fingerpost/contracts/notifications';
import { Access } from '../access/access.service.js';
import { seesContent } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';

type Subject = { kind: 'space' | 'discussion'; id: number };
interface Levels {
  chosen: Watch['level'] | null;
  around: Watch['level'] | null;
  taking_part: boolean;
  member: boolean;
}

const IN_SPACE = `EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = $1 AND m.space_id = s.id AND m.state = 'active') AS member`;
const chosen = (kind: Subject['kind'], id: string) =>
  `(SELECT level FROM watches WHERE person_id = $1 AND subject_kind = '${kind}' AND subject_id = ${id})`;

const OF_DISCUSSION = statement(
  'watch-of-discussion',
  `SELECT ${chosen('discussion', 'd.id')} AS chosen, ${chosen('space', 's.id')} AS around, ${IN_SPACE},
     EXISTS (SELECT 1 FROM posts p WHERE p.discussion_id = d.id AND p.author_id = $1 AND p.state = 'published') AS taking_part
   FROM discussions d JOIN spaces s ON s.id = d.space_id WHERE d.id = $2 AND ${seesContent('d', 's', '$1')}`,
);
const OF_SPACE = statement(
  'watch-of-space',
  `SELECT ${chosen('space', 's.id')} AS chosen, NULL AS around, ${IN_SPACE}, false AS taking_part FROM spaces s WHERE s.id = $2`,
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
    const levels = await this.db.one<Levels & Record<string, unknown>>(
      kind === 'space' ? OF_SPACE : OF_DISCUSSION,
      [viewer.personId, id],
    );
    if (!levels) throw notFound();
    return effective(levels);
  }
}

/** Chosen here, else by taking part, else as the space, else by being a member. */
export function effective({ chosen: here, around, taking_part, member }: Levels): Watch {
  if (here) return { level: here, source: 'chosen' };
  if (taking_part) return { level: 'everything', source: 'taking_part' };
  if (around) return { level: around, source: 'space' };
  return member ? { level: 'digest', source: 'default' } : { level: 'nothing', source: 'not_a_member' };
}
