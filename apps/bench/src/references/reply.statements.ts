import type pg from 'pg';
import { product } from '../product/product.ts';

export interface NewPost {
  discussion: number;
  author: number;
  body: string;
  html: string;
  text: string;
  at: Date;
}

/** Of the same shape as the product's, and nobody works it, so that the product does not follow up what the references wrote. */
const QUEUE = 'bench';

const POST = `INSERT INTO posts (discussion_id, space_id, author_id, number, root_number, depth, html, version, written_at)
  VALUES ($1, $2, $3, $4, $4, 0, $5, $6, $7) RETURNING id`;

/** One statement, so that the ratio does not count round trips that nobody needs; alone it is its own transaction. */
const TRANSACTION = `
  WITH thread AS (
    UPDATE discussions SET reply_count = reply_count + 1, last_number = last_number + 1, version = version + 1, last_activity_at = $3
    WHERE id = $1 RETURNING id, space_id, last_number, version
  ), post AS (
    INSERT INTO posts (discussion_id, space_id, author_id, number, root_number, depth, html, version, written_at)
    SELECT id, space_id, $2, last_number, last_number, 0, $4, version, $3 FROM thread RETURNING id, space_id, number, version
  ), source AS (
    INSERT INTO post_sources (post_id, body, text) SELECT id, $5, $6 FROM post
  ), happened AS (
    INSERT INTO activity (kind, actor_id, space_id, subject_kind, subject_id, data, at)
    SELECT 'post.created', $2, space_id, 'post', id,
      jsonb_build_object('discussionId', $1::bigint, 'number', number, 'parentId', NULL, 'version', version), $3 FROM post RETURNING id
  ), job AS (
    ${product.Jobs.insertFrom(QUEUE, `jsonb_build_object('activityId', id)`, 'happened')}
  )
  SELECT id, number, version FROM post`;

export async function prepareTransaction(pool: pg.Pool): Promise<void> {
  await pool.query(
    `INSERT INTO pgboss.queue SELECT (jsonb_populate_record(queue, jsonb_build_object('name', $1::text))).* FROM pgboss.queue WHERE name = 'activity' ON CONFLICT DO NOTHING`,
    [QUEUE],
  );
}

/** Post with its source, counters, activity and job. The key of the request is the product's own affair. */
export async function commit(pool: pg.Pool, post: NewPost): Promise<object> {
  const { rows } = await pool.query({
    name: 'transaction',
    text: TRANSACTION,
    values: [post.discussion, post.author, post.at, post.html, post.body, post.text],
  });
  return { ...rows[0], discussionId: post.discussion, html: post.html, writtenAt: post.at };
}

/** Numbers far above those that are counted, so that the INSERT needs to ask nobody. */
let number = 1_000_000 + (Date.now() % 1_000_000_000);

export async function insertAlone(pool: pg.Pool, post: NewPost): Promise<object> {
  number += 1;
  const { rows } = await pool.query({
    name: 'insert-alone',
    text: POST,
    values: [post.discussion, 1, post.author, number, post.html, number, post.at],
  });
  return { id: rows[0].id, discussionId: post.discussion, number, html: post.html, writtenAt: post.at };
}
