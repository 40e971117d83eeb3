import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DevMail } from '@fingerpost/contracts/mail';
import type { Member } from '../../../test/factories.js';
import { MailModel, type Reader } from '../../../test/mail-model.js';
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
/** Far from the hour of digests, which then comes once between one afternoon and the next. */
const AFTERNOON = 14 * 3_600_000;

const visibility = fc.constantFrom('public', 'members', 'private');
// More of what makes mail than of what keeps it away, so that few worlds show much.
const level = fc.constantFrom('everything', 'digest', 'nothing', null, null);
const way = fc.constantFrom('now', 'now', 'digest', 'never');
const person = fc.record({
  member: fc.constantFrom(true, true, true, false),
  space: level,
  discussion: level,
  personal: way,
  rest: way,
});
const who = fc.nat(PEOPLE - 1);
const action = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      by: who,
      to: fc.option(fc.nat(9)),
      names: fc.option(who),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), post: fc.nat(9), names: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('accept' as const), post: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), by: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), by: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), post: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('morning' as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;
type Visibility = typeof visibility extends fc.Arbitrary<infer V> ? V : never;
const OWNER: Person = { member: true, space: null, discussion: null, personal: 'now', rest: 'digest' };

/** Lets the digests of these begin, on the days that they chose, and those of worlds before rest. */
async function beginDigests(members: Member[]): Promise<void> {
  const sweeper = scene.app.get(DigestSweeper, { strict: false });
  await scene.db.query(
    {
      name: 'spec-begin',
      text: `UPDATE inboxes SET next_digest_at = 'infinity' WHERE NOT person_id = ANY ($1)`,
    },
    [members.map(({ personId }) => personId)],
  );
  await sweeper.run();
  await scene.db.query(
    { name: 'spec-anew', text: `UPDATE inboxes SET next_digest_at = NULL WHERE person_id = ANY ($1)` },
    [members.map(({ personId }) => personId)],
  );
  await sweeper.run();
}

/** A space with its people, the owner last, what they did, and which words of which post could tell on a second mail. */
async function world(open: Visibility, people: Person[]) {
  scene.clock.offset += DAY - ((scene.clock.now().getTime() - AFTERNOON) % DAY);
  const members: Member[] = [];
  for (let n = 0; n <= PEOPLE; n++) members.push(await scene.make.member());
  const owner = members[PEOPLE]!;
  const readers: Reader[] = [...people, OWNER].map((each) => ({ ...each, space: null, discussion: null }));
  const model = new MailModel(readers, open === 'public', PEOPLE);
  const inside = members.filter((each, n) => each !== owner && readers[n]!.member);
  const space = await scene.make.space({
    visibility: open,
    members: [[owner, 'owner'], ...inside.map((each) => [each, 'member'] as [Member, 'member'])],
  });
  const watch = async (subject: 'space' | 'discussion', path: string) => {
    await Promise.all(
      people.map(async ({ [subject]: wish }, n) => {
        const { status } = await scene.as(members[n]!).put(path, { level: wish });
        expect(status === 200).toBe(model.reads(n));
        if (status === 200) readers[n]![subject] = wish;
      }),
    );
  };
  await Promise.all(
    readers.map(({ personal, rest }, n) =>
      setting(scene, members[n]!, { personal, rest, digest_days: 'daily' }),
    ),
  );
  await watch('space', `/api/spaces/${space.slug}/watch`);
  await beginDigests(members);

  const discussion = await scene.make.discussion(owner, space);
  const opening = (await scene.db.one<{ id: number }>(
    { name: 'spec-opening', text: 'SELECT id FROM posts WHERE discussion_id = $1' },
    [discussion.id],
  ))!;
  model.posted(opening.id, PEOPLE);
  await quiet();
  await watch('discussion', `/api/discussions/${discussion.id}/watch`);
  const posts: { id: number; word: string; by: Member }[] = [];
  return { owner, members, readers, space, discussion, posts, model };
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

async function act(
  { owner, members, readers, space, discussion, posts, model }: World,
  does: Action,
): Promise<void> {
  const post = 'post' in does ? posts[does.post % Math.max(1, posts.length)] : undefined;
  if (does.kind === 'post') {
    const by = members[does.by]!;
    const word = `word${(words += 1)}x`;
    const named = does.names === null ? '' : ` @${await handle(members[does.names]!)} `;
    const parent = does.to === null ? undefined : posts[does.to % Math.max(1, posts.length)]?.id;
    const made = await scene.as(by).post<{ id: number }>(`/api/discussions/${discussion.id}/posts`, {
      body: `${word}${named} and more`,
      ...(parent && { parentId: parent }),
    });
    expect(made.status === 201).toBe(readers[does.by]!.member && !model.isRemoved(parent));
    if (made.status === 201) {
      posts.push({ id: made.body.id, word, by });
      model.posted(made.body.id, does.by, { to: parent, names: does.names });
    }
  } else if (does.kind === 'edit' && post) {
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
    const { body } = await (does.kind === 'join'
      ? client.put<{ state: string }>(path, {})
      : client.delete<undefined>(path));
    readers[does.by]!.member = body?.state === 'active';
  } else if (does.kind === 'remove' && post) {
    const { status } = await scene.as(post.by).delete(`/api/posts/${post.id}`);
    if (status === 200) model.removed(post.id);
  } else if (does.kind === 'again') {
    const ids = await scene.db.query<{ id: number }>({
      name: 'spec-activities',
      text: 'SELECT id FROM activity',
    });
    await scene.app.get(FanOut, { strict: false }).run(ids.map(({ id }) => id));
  } else if (does.kind === 'morning') {
    scene.clock.offset += DAY;
    await scene.app.get(DigestSweeper, { strict: false }).run();
    model.morning();
  }
  await quiet();
}

/** The posts that mails of their own told of, and how many posts each digest did, the oldest first. */
function toldBy(mails: DevMail[]): { mails: number[]; digests: number[] } {
  const found = (pattern: RegExp, of: (mail: DevMail) => string | undefined) =>
    mails
      .map((mail) => pattern.exec(of(mail) ?? '')?.[1])
      .filter((number) => number !== undefined)
      .map(Number)
      .toReversed();
  return {
    mails: found(/^<post\.(\d+)@/, ({ headers }) => headers['message-id']),
    digests: found(/(\d+)\s+new\s+posts?\./, ({ text }) => text),
  };
}

describe('mail, whatever people belong to, watch, write and edit', () => {
  it(
    'comes at once to whom it must, in the digest to whom it must, once, and never of an edit',
    { timeout: 240_000 + RUNS * 60_000 },
    async () => {
      const files = scene.app.get(MailFiles, { strict: false });
      await fc.assert(
        fc.asyncProperty(
          visibility,
          fc.array(person, { minLength: PEOPLE, maxLength: PEOPLE }),
          fc.array(action, { minLength: 8, maxLength: 14, size: 'max' }),
          async (open, people, actions) => {
            const made = await world(open, people);
            for (const does of actions) await act(made, does);
            for (const _ of [1, 2]) await act(made, { kind: 'morning' });
            for (const [n, each] of made.members.entries()) {
              const mails = (await files.list(each.email, 500)).map(({ mail }) => mail);
              const ids = mails.map(({ headers }) => headers['message-id']);
              expect(new Set(ids).size).toBe(ids.length);
              expect(toldBy(mails), `what came to ${each.email}, number ${n}`).toEqual({
                mails: made.model.mails[n],
                digests: made.model.digests[n],
              });
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
