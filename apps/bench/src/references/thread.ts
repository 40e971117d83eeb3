import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { threadStatement } from '../product/caught.ts';
import { encodeCursor, sendJson } from './json.ts';
import { viewerOf } from './viewer.ts';

type Row = Record<string, any>;

/** The first page of a thread, by the product's own statement, as the same JSON. */
export async function threadReference(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  const { name, text, values } = await threadStatement(null, 1);
  const [, , ...place] = values;
  const limit = Number(place.at(-1)) - 1;

  server.get<{ Params: { id: string } }>('/api/discussions/:id/posts', async (request, reply) => {
    const viewer = viewerOf(request);
    const { rows } = await pool.query<Row>({
      name,
      text,
      values: [viewer, Number(request.params.id), ...place],
    });
    return sendJson(reply, toPage(rows, viewer, limit));
  });
}

function toPage(rows: Row[], viewer: number | null, limit: number) {
  const thread = rows[0]!;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1)!;
  const names = new Map(shown.map((row) => [row.number, row.author_name]));
  return {
    items: shown.map((row) => toPost(row, viewer, names)),
    next: rows.length > limit ? encodeCursor([last.root_number, last.number]) : null,
    previous: null,
    version: thread.thread_version,
    lastNumber: thread.thread_last_number,
    view: 'flat',
  };
}

function toPost(row: Row, viewer: number | null, names: Map<number, string>) {
  const removed = row.state === 'removed';
  const mine = viewer !== null && row.author_id === viewer;
  const writes = mine && row.role !== null;
  const moderates = row.role === 'owner' || row.role === 'moderator';
  const asked = viewer !== null && row.thread_author_id === viewer && row.role !== null;
  const reply = !removed && row.number > 1;
  return {
    id: row.id,
    discussionId: row.discussion_id,
    number: row.number,
    parentId: row.parent_id,
    inReplyTo:
      row.parent_number === null
        ? null
        : { number: row.parent_number, name: names.get(row.parent_number) ?? null },
    depth: row.depth,
    state: removed ? 'removed' : 'published',
    author: removed
      ? null
      : {
          id: row.author_id,
          kind: row.author_kind,
          name: row.author_name,
          sector: row.author_sector,
          organisation: row.author_organisation,
        },
    html: removed ? '' : row.html,
    writtenAt: row.written_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    version: row.version,
    can: {
      edit: !removed && writes,
      delete: reply && (writes || moderates),
      accept: reply && row.thread_kind === 'question' && (asked || moderates),
      history: !removed && (mine || moderates),
    },
  };
}
