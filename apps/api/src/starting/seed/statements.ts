import { indexPosts } from '../../search/search.index.js';

/** Bodies without marks are made into HTML and text as `toHtml` and `toText` would; a spec holds the two together. */
export const INSERT_POSTS = `
  WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS row (id bigint, discussion_id bigint, space_id bigint, author_id bigint, number int, parent_id bigint,
      parent_number int, root_number int, depth int, version bigint, written_at timestamptz, body text)
  ), post AS (
    INSERT INTO posts (id, discussion_id, space_id, author_id, number, parent_id, parent_number, root_number, depth, html, version, written_at, created_at)
    SELECT id, discussion_id, space_id, author_id, number, parent_id, parent_number, root_number, depth,
      '<p>' || replace(body, E'\\n\\n', E'</p>\\n<p>') || '</p>', version, written_at, written_at FROM given
  )
  INSERT INTO post_sources (post_id, body, text) SELECT id, body, replace(body, E'\\n\\n', ' ') FROM given`;

export const ACCEPT = `
  UPDATE discussions d SET answer_post_id = given.answer FROM unnest($1::bigint[], $2::bigint[]) AS given (id, answer) WHERE d.id = given.id`;

/** Who wrote in a thread has read it up to there. */
export const MARK_READ = `
  INSERT INTO read_marks (person_id, discussion_id, read_number)
  SELECT author_id, discussion_id, max(number) FROM posts WHERE discussion_id = ANY ($1) AND author_id IS NOT NULL GROUP BY author_id, discussion_id`;

export const COUNT_IN_SPACES = `
  UPDATE spaces s SET
    discussion_count = (SELECT count(*) FROM discussions d WHERE d.space_id = s.id AND d.state = 'published'),
    last_activity_at = (SELECT max(last_activity_at) FROM discussions d WHERE d.space_id = s.id AND d.state = 'published'),
    member_count = (SELECT count(*) FROM memberships m WHERE m.space_id = s.id AND m.state = 'active')
  WHERE s.id = ANY ($1)`;

export const INDEX = indexPosts('d.id = ANY ($1)');
