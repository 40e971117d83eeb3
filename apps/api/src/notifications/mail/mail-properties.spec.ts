import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../../test/factories.js';
import { setting, settled } from '../../../test/mail-scenery.js';
import { mailsSettled } from '../../../test/mailbox.js';
import { runs } from '../../../test/runs.js';
import { startScene } from '../../../test/scene.js';
import { MailFiles } from '../../mail/mail-files.js';
import { FanOut } from '../fan-out.js';
import { DigestSweeper } from './digest.sweeper.js';

const scene = startScene({}, { unlimited: true });
const RUNS = runs('MAIL_RUNS', 6);
const PEOPLE = 4;
const DAY = 86_400_000;

const level = fc.constantFrom('everything', 'digest', 'nothing', null);
const way = fc.constantFrom('now', 'digest', 'never');
const person = fc.record({
  member: fc.boolean(),
  space: level,
  discussion: level,
  personal: way,
  rest: way,
});
const who = fc.nat(PEOPLE - 1);
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      by: who,
      to: fc.option(fc.nat(5)),
      names: fc.option(who),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), post: fc.nat(9), names: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('accept' as const), post: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), by: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), by: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), post: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('morning' as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;

/** A space with its people, what they did, and which words of which post could tell on a second mail. */
async function world(people: Person[]) {
  const owner = await scene.make.member();
  const members: Member[] = [];
  for (let n = 0; n < PEOPLE; n++) members.push(await scene.make.member());
  const inside = members.filter((_, n) => people[n]!.member);
  const space = await scene.make.space({
    visibility: 'public',
    members: [[owner, 'owner'], ...inside.map((each) => [each, 'member'] as [Member, 'member'])],
  });
  const discussion = await scene.make.discussion(owner, space);
  for (const [n, each] of members.entries()) {
    const wish = people[n]!;
    await setting(scene, each, { personal: wish.personal, rest: wish.rest });
    await scene.as(each).put(`/api/spaces/${space.slug}/watch`, { level: wish.space });
    await scene.as(each).put(`/api/discussions/${discussion.id}/watch`, { level: wish.discussion });
  }
  const posts: { id: number; word: string; by: Member }[] = [];
  return { owner, members, space, discussion, posts };
}
type World = Awaited<ReturnType<typeof world>>;

let words = 0;
const handle = async ({ personId }: Member) =>
  (await scene.db.one<{ handle: string }>(
    { name: 'spec-handle', text: 'SELECT handle FROM people WHERE id = $1' },
    [personId],
  ))!.handle;
const written = async () =>
  (await scene.db.one<{ count: number }>({ name: 'spec-count', text: 'SELECT count(*)::int FROM mails' }))!
    .count;
const quiet = async () => {
  await settled(scene);
  await mailsSettled(scene);
};

async function act({ owner, members, space, discussion, posts }: World, does: Action): Promise<void> {
  const post = 'post' in does ? posts[does.post % Math.max(1, posts.length)] : undefined;
  if (does.kind === 'post') {
    const by = members[does.by]!;
    const word = `word${(words += 1)}x`;
    const named = does.names === null ? '' : ` @${await handle(members[does.names]!)} `;
    const parent = does.to === null ? undefined : posts[does.to]?.id;
    const made = await scene.as(by).post<{ id: number }>(`/api/discussions/${discussion.id}/posts`, {
      body: `${word}${named} and more`,
      ...(parent && { parentId: parent }),
    });
    if (made.status === 201) posts.push({ id: made.body.id, word, by });
  } else if (does.kind === 'edit' && post) {
    await quiet();
    const before = await written();
    const { body } = await scene.as(post.by).get<{ version: number }>(`/api/posts/${post.id}`);
    await scene.as(post.by).patch(`/api/posts/${post.id}`, {
      version: body.version,
      body: `${post.word} now for @${await handle(members[does.names]!)} too`,
    });
    await quiet();
    expect(await written()).toBe(before);
  } else if (does.kind === 'accept' && post) {
    await scene.as(owner).put(`/api/discussions/${discussion.id}/answer`, { postId: post.id });
  } else if (does.kind === 'join' || does.kind === 'leave') {
    const client = scene.as(members[does.by]!);
    const path = `/api/spaces/${space.slug}/membership`;
    await (does.kind === 'join' ? client.put(path, {}) : client.delete(path));
  } else if (does.kind === 'remove' && post) {
    await scene.as(post.by).delete(`/api/posts/${post.id}`);
  } else if (does.kind === 'again') {
    const ids = await scene.db.query<{ id: number }>({
      name: 'spec-activities',
      text: 'SELECT id FROM activity',
    });
    await scene.app.get(FanOut, { strict: false }).run(ids.map(({ id }) => id));
  } else if (does.kind === 'morning') {
    await settled(scene);
    scene.clock.offset += DAY;
    await scene.app.get(DigestSweeper, { strict: false }).run();
  }
}

describe('mail, whatever people belong to, watch, write and edit', () => {
  it(
    'comes at most once for one activity and member, and never of an edit',
    { timeout: 60_000 + RUNS * 20_000 },
    async () => {
      const files = scene.app.get(MailFiles, { strict: false });
      await fc.assert(
        fc.asyncProperty(
          fc.array(person, { minLength: PEOPLE, maxLength: PEOPLE }),
          fc.array(action, { minLength: 6, maxLength: 16 }),
          async (people, actions) => {
            const made = await world(people);
            for (const does of actions) await act(made, does);
            for (const _ of [1, 2, 3]) await act(made, { kind: 'morning' });
            await quiet();
            for (const each of made.members) {
              const mails = (await files.list(each.email, 500)).map(({ mail }) => mail);
              const ids = mails.map(({ headers }) => headers['message-id']);
              expect(new Set(ids).size).toBe(ids.length);
              for (const { word, by } of made.posts) {
                const told = mails.filter(
                  ({ text }) => text.includes(word) && !text.includes('accepted your answer'),
                );
                expect(told.length, `${each.email} was told of ${word} so often`).toBeLessThanOrEqual(
                  by === each ? 0 : 1,
                );
              }
            }
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
  );
});
