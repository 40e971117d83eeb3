import { Injectable } from '@nestjs/common';
import type { Whole } from '@fingerpost/contracts/common';
import type { Mentionable, MentionQuery } from '@fingerpost/contracts/notifications';
import { Access } from '../access/access.service.js';
import { readsSpace } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { whole } from '../http/paging.js';
import type { MemberViewer } from '../http/viewer.js';
import { beginningOf, isNamed } from '../text/beginnings.js';

const OFFERED = 8;

/** `$2` the beginning of a handle or of a word of the name, as a LIKE pattern; members of the space first. */
const MENTIONABLE = statement(
  'mentionable',
  `SELECT p.handle, p.name, o.name AS organisation
   FROM people p JOIN spaces s ON s.id = $1
   LEFT JOIN organisations o ON o.id = p.organisation_id
   LEFT JOIN memberships m ON m.person_id = p.id AND m.space_id = s.id AND m.state = 'active'
   WHERE p.kind = 'member' AND p.id <> $3 AND ${readsSpace('s', 'p.id')}
     AND ${isNamed('p', '$2')}
     AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = p.id AND b.blocked_id = $3)
   ORDER BY m.person_id IS NULL, p.name COLLATE names, p.id LIMIT ${OFFERED}`,
);

/** Who can be named in a space: those who may see it, and nobody else is offered. */
@Injectable()
export class Mentions {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  async mentionable(viewer: MemberViewer, slug: string, { q }: MentionQuery): Promise<Whole<Mentionable>> {
    const space = await this.access.readableSpace(viewer, { slug });
    const people = await this.db.query<Mentionable & Record<string, unknown>>(MENTIONABLE, [
      space.id,
      beginningOf(q),
      viewer.personId,
    ]);
    const moderators = { handle: 'moderators', name: 'moderators', organisation: null };
    return whole(
      'moderators'.startsWith(q.toLowerCase()) ? [...people.slice(0, OFFERED - 1), moderators] : people,
    );
  }
}
