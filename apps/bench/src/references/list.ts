import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { listStatement } from '../product/caught.ts';
import { encodeCursor, sendJson } from './json.ts';
import { viewerOf } from './viewer.ts';

type Row = Record<string, any>;

/** The first page of the list of discussions, by the product's own statement, as the same JSON. */
export async function listReference(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  const { name, text, values } = await listStatement(null);
  const [, ...rest] = values;
  const limit = Number(rest[0]) - 1;

  server.get('/api/discussions', async (request, reply) => {
    const { rows } = await pool.query<Row>({ name, text, values: [viewerOf(request), ...rest] });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1)!;
    return sendJson(reply, {
      items: shown.map(toSummary),
      next: rows.length > limit ? encodeCursor([last.last_activity_at.toISOString(), last.id]) : null,
      previous: null,
    });
  });
}

const toSummary = (row: Row) => ({
  id: row.id,
  slug: row.slug,
  kind: row.kind,
  title: row.title,
  excerpt: row.excerpt,
  tags: row.tags,
  space: { id: row.space_id, slug: row.space_slug, name: row.space_name, visibility: row.space_visibility },
  author: {
    id: row.author_id,
    kind: row.author_kind,
    name: row.author_name,
    sector: row.author_sector,
    organisation: row.author_organisation,
  },
  createdAt: row.written_at.toISOString(),
  lastActivityAt: row.last_activity_at.toISOString(),
  replyCount: row.reply_count,
  lastNumber: row.last_number,
  answered: row.answer_post_id !== null,
  pinned: row.pinned,
  closed: row.closed,
  version: row.version,
  unread: row.unread,
  readNumber: row.read_number,
});
