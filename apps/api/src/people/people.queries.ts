import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import type { DirectoryPerson, PeopleQuery } from '@fingerpost/contracts/people';
import { seesDirectoryEntry } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { wordQueries } from '../text/words.js';

/** Whom the viewer may find: who chose it, and has not blocked them. */
const FOUND = `p.in_directory AND p.kind = 'member'
  AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = p.id AND b.blocked_id = $1)`;
const COLUMNS = `p.id, p.kind, p.name, p.sector, o.name AS organisation, p.can_help_with AS "canHelpWith", p.place`;

/** Each word, or the beginning of one, in what they say of themselves or in the name of where they work: each by its index. */
const SAYS = (word: string) => `p.id IN (
  SELECT q.id FROM people q WHERE q.in_directory AND q.words @@ ${word}::tsquery
  UNION ALL
  SELECT q.id FROM organisations w JOIN people q ON q.organisation_id = w.id AND q.in_directory WHERE w.words @@ ${word}::tsquery)`;

/** Whom somebody may write to first: who is to be found, and who looks after a record of the directory. */
const WRITABLE = statement(
  'people-writable',
  `SELECT ${COLUMNS} FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id
   WHERE p.id = $2 AND p.kind = 'member' AND (p.in_directory OR EXISTS (
     SELECT 1 FROM partnership_stewards s JOIN partnerships r ON r.id = s.partnership_id
     WHERE s.person_id = p.id AND s.state = 'confirmed' AND r.state = 'published' AND ${seesDirectoryEntry('r', '$1')}))`,
);

type Row = Omit<DirectoryPerson, 'can'> & { [column: string]: unknown };

@Injectable()
export class PeopleQueries {
  constructor(private readonly db: Database) {}

  async page(viewer: MemberViewer, query: PeopleQuery): Promise<Page<DirectoryPerson>> {
    const reading = readingOf(query, 'asc');
    const [compare, direction] = reading.descending ? ['<', 'DESC'] : ['>', 'ASC'];
    const params: unknown[] = [viewer.personId, reading.limit + 1];
    const given = (value: unknown) => `$${params.push(value)}`;
    const words = wordQueries(query.q ?? '');
    const where = words.map((word) => SAYS(given(word)));
    if (query.sector) where.push(`p.sector = ${given(query.sector)}`);
    // The cursor holds an id, whose name is looked up: a name would not fit it.
    const from = cursorIdOf(reading);
    if (from !== null)
      where.push(`(p.name COLLATE names, p.id) ${compare} (SELECT c.name COLLATE names, c.id FROM people c
        WHERE c.id = ${given(from)}::bigint AND c.in_directory)`);
    const name = [
      'people',
      direction,
      words.length,
      query.sector ? 'sector' : 'all',
      from === null ? 'start' : 'from',
    ];
    const text = `SELECT ${COLUMNS} FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id
      WHERE ${[FOUND, ...where].join(' AND ')} ORDER BY p.name COLLATE names ${direction}, p.id ${direction} LIMIT $2`;
    const rows = await this.db.query<Row>(statement(name.join('-'), text), params);
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => toPerson(row, viewer),
    );
  }

  /** @throws DomainError 404 for who cannot be written to: that they are a member at all is theirs to say. */
  async writable(viewer: MemberViewer, personId: number): Promise<DirectoryPerson> {
    const row = await this.db.one<Row>(WRITABLE, [viewer.personId, personId]);
    if (!row) throw notFound();
    return toPerson(row, viewer);
  }
}

const toPerson = (row: Row, viewer: MemberViewer): DirectoryPerson => ({
  ...row,
  can: { write: row.id !== viewer.personId },
});
