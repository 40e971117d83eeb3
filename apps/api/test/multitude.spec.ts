import { describe, expect, it } from 'vitest';
import { startScene } from './scene.js';
import { until } from './patience.js';

const scene = startScene({}, { unlimited: true });
const WATCHERS = 10_000;

/** The bar of five seconds is the bench's; this finds a statement that compares all with all. */
describe('a post to ten thousand watchers of whom the planner knows nothing yet', () => {
  it('comes to all inboxes', async () => {
    const writer = await scene.make.member();
    const space = await scene.make.space({ members: [[writer, 'owner']] });
    const discussion = await scene.make.discussion(writer, space);
    await scene.db.transaction((tx) =>
      tx.query(
        `WITH crowd AS (
           INSERT INTO people (kind, name, handle) SELECT 'member', 'Reader ' || n, 'reader-' || n FROM generate_series(1, $1::int) n RETURNING id
         )
         INSERT INTO watches (person_id, subject_kind, subject_id, level) SELECT id, 'space', $2, 'everything' FROM crowd`,
        [WATCHERS, space.id],
      ),
    );
    const reply = await scene.make.reply(writer, discussion);
    const told = async () =>
      (await scene.db.one<{ count: number }>(
        { name: 'spec-told', text: 'SELECT count(*)::int FROM notifications WHERE post_id = $1' },
        [reply.id],
      ))!.count;
    await until(async () => (await told()) === WATCHERS);
    expect(await told()).toBe(WATCHERS);
  });
});
