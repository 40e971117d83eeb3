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

const COUNT = `UPDATE discussions SET reply_count = reply_count + 1, last_number = last_number + 1, version = version + 1, last_activity_at = $2
  WHERE id = $1 RETURNING last_number AS number, version, space_id`;
const SOURCE = `INSERT INTO post_sources (post_id, body, text) VALUES ($1, $2, $3)`;
const ACTIVITY = `INSERT INTO activity (kind, actor_id, space_id, subject_kind, subject_id, data, at)
  VALUES ('post.created', $1, $2, 'post', $3, $4, $5) RETURNING id`;
const JOB = product.Jobs.insertFrom(
  QUEUE,
  `jsonb_build_object('activityId', $1::bigint)`,
  '(SELECT 1) AS one',
);

/** The same rows by one statement, which is its own transaction: what is left when round trips cost nothing. */
const AT_ONCE = `
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

/** Post with its source, counters, activity and job, from BEGIN to COMMIT on one connection. The key of the request is the product's own affair. */
export async function commit(pool: pg.Pool, post: NewPost): Promise<object> {
  const client = await pool.connect();
  const run = async (name: string, text: string, values: unknown[]) =>
    (await client.query({ name, text, values })).rows[0];
  try {
    await client.query('BEGIN');
    const { number, version, space_id } = await run('count', COUNT, [post.discussion, post.at]);
    const { id } = await run('post', POST, [
      post.discussion,
      space_id,
      post.author,
      number,
      post.html,
      version,
      post.at,
    ]);
    await run('source', SOURCE, [id, post.body, post.text]);
    const data = { discussionId: post.discussion, number, parentId: null, version };
    const activity = await run('activity', ACTIVITY, [post.author, space_id, id, data, post.at]);
    await run('job', JOB, [activity.id]);
    await client.query('COMMIT');
    client.release();
    return { id, number, version, discussionId: post.discussion, html: post.html, writtenAt: post.at };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

export async function commitAtOnce(pool: pg.Pool, post: NewPost): Promise<object> {
  const { rows } = await pool.query({
    name: 'at-once',
    text: AT_ONCE,
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
