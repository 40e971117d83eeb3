import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import type { Message } from '@fingerpost/contracts/people';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import type { MemberViewer } from '../http/viewer.js';
import { toExcerpt, toText } from '../text/markdown.js';

const PERSON = (id: string) =>
  `(SELECT json_build_object('id', p.id, 'kind', p.kind, 'name', p.name, 'sector', p.sector,
     'organisation', (SELECT o.name FROM organisations o WHERE o.id = p.organisation_id)) FROM people p WHERE p.id = ${id})`;
const COLUMNS = `m.id, ${PERSON('m.from_id')} AS "from", ${PERSON('m.to_id')} AS "to", m.html, m.written_at, m.from_id, m.to_id, m.answers_id`;
/** Who wrote it and who it was written to, and nobody else. */
const MINE = (viewer: string) =>
  `(m.from_id = ${viewer}::bigint OR m.to_id = ${viewer}::bigint AND NOT m.withheld)`;

/** The newest of what somebody wrote and of what they got, each by its own index; nobody writes to themselves. */
const page = (compare: string, direction: string) => {
  const some = (
    mine: string,
  ) => `(SELECT m.* FROM messages m WHERE ${mine} AND ($2::bigint IS NULL OR m.id ${compare} $2)
     ORDER BY m.id ${direction} LIMIT $3)`;
  return `SELECT ${COLUMNS} FROM (${some('m.from_id = $1::bigint')} UNION ALL ${some('m.to_id = $1::bigint AND NOT m.withheld')}) m
  ORDER BY m.id ${direction} LIMIT $3`;
};
const PAGE_DESC = statement('messages-page-desc', page('<', 'DESC'));
const PAGE_ASC = statement('messages-page-asc', page('>', 'ASC'));

/** So many of what a message answers, and steps of what answers it, are shown with it. */
const AROUND = 20;
/** `back`: how many steps before the one that was asked for, below 0 for what came after it. */
const CONVERSATION = statement(
  'message-conversation',
  `WITH RECURSIVE chain AS (
     SELECT m.id, m.answers_id, 0 AS back FROM messages m WHERE m.id = $2 AND ${MINE('$1')}
     UNION ALL
     SELECT m.id, m.answers_id, chain.back + 1 FROM messages m JOIN chain ON m.id = chain.answers_id WHERE chain.back < ${AROUND} AND ${MINE('$1')}
   ), answers AS (
     SELECT id, back FROM chain WHERE back = 0
     UNION ALL
     SELECT m.id, answers.back - 1 FROM messages m JOIN answers ON m.answers_id = answers.id WHERE answers.back > -${AROUND} AND ${MINE('$1')}
   )
   SELECT ${COLUMNS}, around.back FROM (SELECT id, back FROM chain UNION ALL SELECT id, back FROM answers WHERE back < 0) around
   JOIN messages m ON m.id = around.id ORDER BY m.id`,
);

export interface MessageRow {
  [column: string]: unknown;
  id: number;
  from: Message['from'];
  to: Message['to'];
  html: string;
  written_at: Date;
  from_id: number | null;
  to_id: number | null;
  answers_id: number | null;
}

export const toMessage = (row: MessageRow, viewer: MemberViewer): Message => ({
  id: row.id,
  from: row.from,
  to: row.to,
  html: row.html,
  excerpt: toExcerpt(toText(row.html)),
  sentAt: row.written_at.toISOString(),
  mine: row.from_id === viewer.personId,
  answersId: row.answers_id,
});

@Injectable()
export class MessageQueries {
  constructor(private readonly db: Database) {}

  async page(viewer: MemberViewer, query: PageQuery): Promise<Page<Message>> {
    const reading = readingOf(query, 'desc');
    const from = cursorIdOf(reading);
    const rows = await this.db.query<MessageRow>(reading.descending ? PAGE_DESC : PAGE_ASC, [
      viewer.personId,
      from,
      reading.limit + 1,
    ]);
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => toMessage(row, viewer),
    );
  }

  /** A message with what is before and after it; empty for who has no part in it. */
  conversation(viewer: MemberViewer, id: number): Promise<(MessageRow & { back: number })[]> {
    return this.db.query<MessageRow & { back: number }>(CONVERSATION, [viewer.personId, id]);
  }
}
