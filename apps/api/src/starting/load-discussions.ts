import { indexPosts } from '../search/search.index.js';
import type { StartingDiscussion } from './content/index.js';
import { layOut } from './lay-out.js';
import { insertAll, takeIds, type Run } from './rows.js';

interface Places {
  spaces: ReadonlyMap<string, number>;
  people: ReadonlyMap<string, number>;
}

/** Discussions with everything that hangs on them, searchable at once. */
export async function loadDiscussions(
  run: Run,
  content: readonly StartingDiscussion[],
  { spaces, people }: Places,
  now: Date,
): Promise<void> {
  const ids = await takeIds(run, 'discussions', content.length);
  const postIds = await takeIds(
    run,
    'posts',
    content.reduce((sum, { posts }) => sum + posts.length, 0),
  );
  const laidOut = content.map((each, i) =>
    layOut(
      each,
      {
        discussion: ids[i]!,
        posts: postIds.splice(0, each.posts.length),
        space: spaces.get(each.space)!,
        people,
      },
      now,
    ),
  );
  const all = <T>(pick: (each: (typeof laidOut)[number]) => readonly T[]): T[] =>
    laidOut.flatMap((each) => [...pick(each)]);
  const tags = [...new Set(content.flatMap((each) => each.tags))];
  await run('INSERT INTO tags (name, created_at) SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING', [
    tags,
    now,
  ]);
  await insertAll(
    run,
    'discussions',
    laidOut.map(({ discussion }) => discussion),
  );
  await insertAll(
    run,
    'posts',
    all(({ posts }) => posts),
  );
  await insertAll(
    run,
    'post_sources',
    all(({ sources }) => sources),
  );
  await insertAll(
    run,
    'post_revisions',
    all(({ revisions }) => revisions),
  );
  await insertAll(
    run,
    'read_marks',
    all(({ marks }) => marks),
  );
  for (const { discussion, accepted } of laidOut)
    if (accepted !== null)
      await run('UPDATE discussions SET answer_post_id = $2 WHERE id = $1', [discussion.id, accepted]);
  await run(COUNT_IN_SPACES, [ids]);
  await run(indexPosts('d.id = ANY ($1)'), [ids]);
}

const COUNT_IN_SPACES = `
  UPDATE spaces s SET discussion_count = s.discussion_count + added.count, last_activity_at = greatest(s.last_activity_at, added.last)
  FROM (SELECT space_id, count(*)::int AS count, max(last_activity_at) AS last FROM discussions WHERE id = ANY ($1) GROUP BY space_id) added
  WHERE s.id = added.space_id`;
