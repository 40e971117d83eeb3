import { statement } from '../database/sql.js';

/**
 * Gives each activity its turn, in one sequence without gaps: the row of turns is locked until the commit,
 * so whoever has seen turn 7 has seen all before it. Digests and the search count by turns.
 */
export const TAKE_TURNS = statement(
  'activity-take-turns',
  `
  WITH waiting AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM activity WHERE id = ANY ($1) AND turn IS NULL
  ), taken AS (
    UPDATE turns SET last = last + (SELECT count(*) FROM waiting) RETURNING last
  )
  UPDATE activity a SET turn = taken.last - (SELECT count(*) FROM waiting) + waiting.place
  FROM waiting, taken WHERE a.id = waiting.id`,
);

const ACTIVITY = `id, kind, actor_id AS "actorId", space_id AS "spaceId", subject_kind AS "subjectKind", subject_id AS "subjectId", data, at`;

export const FIND = statement(
  'activity-find',
  `SELECT ${ACTIVITY} FROM activity WHERE id = ANY ($1) ORDER BY id`,
);
export const SINCE = statement(
  'activity-since',
  `SELECT ${ACTIVITY}, turn FROM activity WHERE turn > $1 ORDER BY turn LIMIT $2`,
);
