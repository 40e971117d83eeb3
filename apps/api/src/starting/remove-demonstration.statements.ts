/** What belongs to the demonstration, as ids. Gathered first, since each removal takes away what the next would look by. */
export interface Gathered {
  people: number[];
  accounts: number[];
  sessions: number[];
  spaces: number[];
  /** In those spaces, or begun by a demonstration member elsewhere. */
  discussions: number[];
  /** In those spaces, or listed by a demonstration member elsewhere. */
  events: number[];
  organisations: number[];
  /** In those spaces, or given by a demonstration member elsewhere. */
  resources: number[];
  /** In those spaces, or made by a demonstration member elsewhere. */
  collections: number[];
  activities: number[];
  mails: number[];
  recipients: string[];
}

/** `$1` is the pattern of demonstration addresses. As JSON, whose numbers arrive as numbers. */
export const GATHER = `
  WITH accounts_gone AS (SELECT id, person_id, email FROM accounts WHERE demonstration),
  people_gone AS (SELECT person_id AS id FROM accounts_gone WHERE person_id IS NOT NULL),
  spaces_gone AS (SELECT id FROM spaces WHERE demonstration OR created_by IN (SELECT id FROM people_gone)),
  discussions_gone AS (SELECT id FROM discussions WHERE demonstration OR space_id IN (SELECT id FROM spaces_gone) OR author_id IN (SELECT id FROM people_gone)),
  events_gone AS (SELECT id FROM events WHERE demonstration OR space_id IN (SELECT id FROM spaces_gone) OR author_id IN (SELECT id FROM people_gone)),
  posts_gone AS (SELECT id FROM posts WHERE discussion_id IN (SELECT id FROM discussions_gone) OR author_id IN (SELECT id FROM people_gone)),
  resources_gone AS (SELECT id FROM resources WHERE demonstration OR space_id IN (SELECT id FROM spaces_gone) OR author_id IN (SELECT id FROM people_gone)),
  collections_gone AS (SELECT id FROM collections WHERE demonstration OR space_id IN (SELECT id FROM spaces_gone) OR author_id IN (SELECT id FROM people_gone)),
  organisations_gone AS (
    SELECT o.id FROM organisations o
    WHERE o.name LIKE '%(demonstration)' OR (NOT o.listed AND NOT EXISTS (
      SELECT 1 FROM affiliations f WHERE f.organisation_id = o.id AND f.person_id NOT IN (SELECT id FROM people_gone))
      AND NOT EXISTS (SELECT 1 FROM partnership_members m JOIN partnerships p ON p.id = m.partnership_id
        WHERE m.organisation_id = o.id AND (p.author_id IS NULL OR p.author_id NOT IN (SELECT id FROM people_gone))))
  ),
  mails_gone AS (SELECT id, recipient FROM mails WHERE recipient LIKE $1 OR recipient IN (SELECT email FROM accounts_gone))
  SELECT
    to_json(ARRAY(SELECT id FROM people_gone)) AS people,
    to_json(ARRAY(SELECT id FROM accounts_gone)) AS accounts,
    to_json(ARRAY(SELECT id FROM sessions WHERE account_id IN (SELECT id FROM accounts_gone))) AS sessions,
    to_json(ARRAY(SELECT id FROM spaces_gone)) AS spaces,
    to_json(ARRAY(SELECT id FROM discussions_gone)) AS discussions,
    to_json(ARRAY(SELECT id FROM events_gone)) AS events,
    to_json(ARRAY(SELECT id FROM organisations_gone)) AS organisations,
    to_json(ARRAY(SELECT id FROM resources_gone)) AS resources,
    to_json(ARRAY(SELECT id FROM collections_gone)) AS collections,
    to_json(ARRAY(SELECT id FROM activity WHERE actor_id IN (SELECT id FROM people_gone) OR space_id IN (SELECT id FROM spaces_gone)
      OR (subject_kind = 'post' AND subject_id IN (SELECT id FROM posts_gone))
      OR (subject_kind = 'discussion' AND subject_id IN (SELECT id FROM discussions_gone))
      OR (subject_kind = 'event' AND subject_id IN (SELECT id FROM events_gone))
      OR (kind LIKE 'rsvp.%' AND (data ->> 'personId')::bigint IN (SELECT id FROM people_gone))
      OR (subject_kind = 'resource' AND subject_id IN (SELECT id FROM resources_gone))
      OR (subject_kind = 'collection' AND subject_id IN (SELECT id FROM collections_gone))
      OR (subject_kind = 'space' AND subject_id IN (SELECT id FROM spaces_gone))
      OR (subject_kind = 'person' AND subject_id IN (SELECT id FROM people_gone)))) AS activities,
    to_json(ARRAY(SELECT id FROM mails_gone)) AS mails,
    to_json(ARRAY(SELECT recipient FROM mails_gone UNION SELECT email FROM accounts_gone)) AS recipients`;

/**
 * In order. A demonstration member's post in a real member's discussion leaves an empty tombstone,
 * since replies to it keep their place; everything else leaves nothing.
 */
export const REMOVALS: [sql: string, ...params: (keyof Gathered | 'now')[]][] = [
  // What a demonstration member wrote last of the whole site goes; what a real operator wrote stays.
  ...(
    [
      ['run_by', 'runBy'],
      ['contact', 'contact'],
      ['house_rules', 'houseRules'],
    ] as const
  ).map(([column, field]): [string, keyof Gathered] => [
    `UPDATE settings SET ${column} = '' WHERE (SELECT a.actor_id FROM audit a
       WHERE a.kind = 'settings.changed' AND a.data -> 'fields' ? '${field}' ORDER BY a.id DESC LIMIT 1) = ANY ($1)`,
    'people',
  ]),
  ['DELETE FROM activity WHERE id = ANY ($1)', 'activities'],
  [
    `DELETE FROM audit WHERE actor_id = ANY ($1) OR space_id = ANY ($2) OR (subject_kind = 'person' AND subject_id = ANY ($1))
       OR (subject_kind = 'space' AND subject_id = ANY ($2)) OR (subject_kind = 'organisation' AND subject_id = ANY ($3))`,
    'people',
    'spaces',
    'organisations',
  ],
  [
    'UPDATE discussions SET answer_post_id = NULL WHERE id = ANY ($1) AND answer_post_id IS NOT NULL',
    'discussions',
  ],
  [
    `DELETE FROM watches WHERE (subject_kind = 'discussion' AND subject_id = ANY ($1)) OR (subject_kind = 'space' AND subject_id = ANY ($2))`,
    'discussions',
    'spaces',
  ],
  [`DELETE FROM due WHERE subject_kind = 'event' AND subject_id = ANY ($1)`, 'events'],
  [`DELETE FROM search_documents WHERE subject_kind = 'event' AND subject_id = ANY ($1)`, 'events'],
  ['DELETE FROM events WHERE id = ANY ($1)', 'events'],
  ['DELETE FROM discussions WHERE id = ANY ($1)', 'discussions'],
  ['DELETE FROM collections WHERE id = ANY ($1)', 'collections'],
  [`DELETE FROM search_documents WHERE subject_kind = 'collection' AND subject_id = ANY ($1)`, 'collections'],
  // Their bytes, and whatever else demonstration members uploaded, go with the next sweep.
  [
    `UPDATE files SET kept = false, created_at = 'epoch' WHERE owner_id = ANY ($2)
       OR id IN (SELECT file_id FROM resource_versions WHERE resource_id = ANY ($1))`,
    'resources',
    'people',
  ],
  ['DELETE FROM resources WHERE id = ANY ($1)', 'resources'],
  [`DELETE FROM search_documents WHERE subject_kind = 'resource' AND subject_id = ANY ($1)`, 'resources'],
  [
    `DELETE FROM search_documents WHERE subject_kind = 'post' AND subject_id IN (SELECT id FROM posts WHERE author_id = ANY ($1))`,
    'people',
  ],
  ['DELETE FROM post_revisions WHERE post_id IN (SELECT id FROM posts WHERE author_id = ANY ($1))', 'people'],
  ['DELETE FROM post_sources WHERE post_id IN (SELECT id FROM posts WHERE author_id = ANY ($1))', 'people'],
  [
    `UPDATE discussions d SET version = d.version + 1, answer_post_id = CASE WHEN d.answer_post_id = ANY (gone.posts) THEN NULL ELSE d.answer_post_id END,
       reply_count = d.reply_count - gone.count
     FROM (SELECT discussion_id, count(*) FILTER (WHERE state = 'published')::int AS count, array_agg(id) AS posts FROM posts WHERE author_id = ANY ($1) GROUP BY discussion_id) gone
     WHERE d.id = gone.discussion_id`,
    'people',
  ],
  [
    `UPDATE posts p SET html = '', state = 'removed', removed_at = coalesce(p.removed_at, $2), author_id = NULL, version = d.version
     FROM discussions d WHERE d.id = p.discussion_id AND p.author_id = ANY ($1)`,
    'people',
    'now',
  ],
  [
    `DELETE FROM due WHERE (subject_kind = 'space' AND subject_id = ANY ($1)) OR (subject_kind = 'discussion' AND subject_id = ANY ($2))`,
    'spaces',
    'discussions',
  ],
  [`DELETE FROM tickets WHERE subject_kind = 'discussion' AND subject_id = ANY ($1)`, 'discussions'],
  ['DELETE FROM spaces WHERE id = ANY ($1)', 'spaces'],
  [
    `UPDATE spaces SET member_count = member_count - gone.count
    FROM (SELECT space_id, count(*)::int AS count FROM memberships WHERE person_id = ANY ($1) AND state = 'active' GROUP BY space_id) gone WHERE id = gone.space_id`,
    'people',
  ],
  [
    `UPDATE spaces s SET discussion_count = (SELECT count(*) FROM discussions d WHERE d.space_id = s.id AND d.state = 'published')`,
  ],
  ['DELETE FROM invitations WHERE email = ANY ($1)', 'recipients'],
  ['DELETE FROM codes WHERE email = ANY ($1)', 'recipients'],
  ['DELETE FROM mails WHERE id = ANY ($1)', 'mails'],
  // First answers are kept whole, with names and words as they then were.
  ['DELETE FROM idempotency_keys'],
  ['DELETE FROM messages WHERE from_id = ANY ($1) OR to_id = ANY ($1)', 'people'],
  // The facts of the directory stay. Those that were only tried out on are put in anew, as they first were.
  [
    `DELETE FROM partnerships p WHERE p.author_id = ANY ($1) OR (p.author_id IS NULL
       AND EXISTS (SELECT 1 FROM partnership_revisions r WHERE r.partnership_id = p.id AND r.person_id = ANY ($1))
       AND NOT EXISTS (SELECT 1 FROM partnership_revisions r WHERE r.partnership_id = p.id AND r.person_id <> ALL ($1)))`,
    'people',
  ],
  ['UPDATE partnerships SET verified_at = NULL, verified_by = NULL WHERE verified_by = ANY ($1)', 'people'],
  [
    `DELETE FROM search_documents WHERE subject_kind = 'partnership' AND subject_id NOT IN (SELECT id FROM partnerships)`,
  ],
  ['UPDATE settings SET directory_started_at = NULL'],
  ['DELETE FROM accounts WHERE id = ANY ($1)', 'accounts'],
  [
    `UPDATE events e SET going_count = going_count - gone.going, waiting_count = waiting_count - gone.waiting
    FROM (SELECT event_id, count(*) FILTER (WHERE status = 'confirmed')::int AS going, count(*) FILTER (WHERE status = 'waitlisted')::int AS waiting
      FROM rsvps WHERE person_id = ANY ($1) GROUP BY event_id) gone WHERE e.id = gone.event_id`,
    'people',
  ],
  ['DELETE FROM people WHERE id = ANY ($1)', 'people'],
  ['UPDATE people SET organisation_id = NULL WHERE organisation_id = ANY ($1)', 'organisations'],
  ['DELETE FROM affiliations WHERE organisation_id = ANY ($1)', 'organisations'],
  ['UPDATE organisations SET merged_into_id = NULL WHERE merged_into_id = ANY ($1)', 'organisations'],
  ['DELETE FROM organisations WHERE id = ANY ($1)', 'organisations'],
  [
    `DELETE FROM tags t WHERE NOT EXISTS (SELECT 1 FROM discussions d WHERE d.tags @> ARRAY[t.name])
     AND NOT EXISTS (SELECT 1 FROM resources r WHERE r.tags @> ARRAY[t.name])`,
  ],
  [`UPDATE settings SET run_by = '' WHERE run_by LIKE '%(demonstration)'`],
];
