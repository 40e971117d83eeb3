import { expect, it } from 'vitest';
import type { PostChanges } from '@fingerpost/contracts/discussions';
import { startScene } from '../scene.js';

/** Law 4: who catches up by version while many write misses nothing, however late a commit comes. */
const scene = startScene({}, { unlimited: true });

it('misses none of 300 posts and 60 edits of 20 writers while catching up', async () => {
  const writers = await Promise.all(Array.from({ length: 20 }, () => scene.make.member()));
  const space = await scene.make.space({ members: writers.map((writer) => [writer, 'member']) });
  const discussion = await scene.make.discussion(writers[0]!, space);
  const seen = new Map<number, string>();
  let version = 1;
  let writing = true;

  const catchUp = async () => {
    const { body } = await scene.guest.get<PostChanges>(
      `/api/discussions/${discussion.id}/posts?changedAfter=${version}`,
    );
    for (const post of body.items) seen.set(post.id, post.html);
    version = body.version;
    return body.more;
  };
  const reading = (async () => {
    while (writing) await catchUp();
    while (await catchUp());
  })();

  const written = new Map<number, string>();
  await Promise.all(
    writers.map(async (writer) => {
      for (let i = 0; i < 15; i += 1) {
        const post = await scene.make.reply(writer, discussion, { body: `first ${i}` });
        written.set(post.id, post.html);
        if (i % 5 !== 0) continue;
        const edited = await scene
          .as(writer)
          .patch(`/api/posts/${post.id}`, { version: post.version, body: `second ${i}` });
        expect(edited.status).toBe(200);
        written.set(post.id, edited.body.html);
      }
    }),
  );
  writing = false;
  await reading;
  expect(seen.size).toBe(300);
  expect(seen).toEqual(written);
}, 60_000);

it('would miss some by an id from a sequence, which is why that is banned', async () => {
  // Two transactions take ids in one order and commit in the other: whoever had read up to the second never asks for the first.
  const slow = scene.app.get((await import('typeorm')).DataSource, { strict: false }).createQueryRunner();
  await slow.startTransaction();
  const insert = `INSERT INTO activity (kind, subject_kind, subject_id, at) VALUES ('space.created', 'space', 1, now()) RETURNING id`;
  const [early] = (await slow.query(insert)) as { id: number }[];
  const [late] = await scene.db.transaction((tx) => tx.query<{ id: number }[]>(insert));
  const last = late!.id;
  await slow.commitTransaction();
  await slow.release();
  const caughtUp = await scene.db.transaction((tx) =>
    tx.query<{ id: number }[]>('SELECT id FROM activity WHERE id > $1', [last]),
  );
  expect(early!.id).toBeLessThan(last);
  expect(caughtUp.map((row) => row.id)).not.toContain(early!.id);
});
