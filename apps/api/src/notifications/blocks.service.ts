import { Injectable } from '@nestjs/common';
import type { Person } from '@fingerpost/contracts/accounts';
import type { Whole } from '@fingerpost/contracts/common';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { whole } from '../http/paging.js';
import { invalid, notFound } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';

const LIST = statement(
  'blocks',
  `SELECT p.id, p.kind, p.name, p.sector, o.name AS organisation FROM blocks b JOIN people p ON p.id = b.blocked_id
   LEFT JOIN organisations o ON o.id = p.organisation_id WHERE b.person_id = $1 ORDER BY p.name COLLATE names, p.id`,
);

/** Whoever is blocked cannot reach the member: nothing they do comes to the member's inbox or mail. */
@Injectable()
export class Blocks {
  constructor(private readonly db: Database) {}

  async list(viewer: MemberViewer): Promise<Whole<Person>> {
    return whole(await this.db.query<Person & Record<string, unknown>>(LIST, [viewer.personId]));
  }

  async block(viewer: MemberViewer, personId: number): Promise<Whole<Person>> {
    if (personId === viewer.personId) throw invalid('id', 'is yourself');
    await this.db.write(viewer, async (tx) => {
      const [person] = await tx.query<object[]>(`SELECT 1 FROM people WHERE id = $1`, [personId]);
      if (!person) throw notFound();
      await tx.query(`INSERT INTO blocks (person_id, blocked_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        viewer.personId,
        personId,
      ]);
    });
    return this.list(viewer);
  }

  async unblock(viewer: MemberViewer, personId: number): Promise<Whole<Person>> {
    await this.db.write(viewer, (tx) =>
      tx.query(`DELETE FROM blocks WHERE person_id = $1 AND blocked_id = $2`, [viewer.personId, personId]),
    );
    return this.list(viewer);
  }
}
