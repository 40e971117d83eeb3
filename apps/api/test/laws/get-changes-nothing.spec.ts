import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ActivityWorker } from '../../src/activity/activity.worker.js';
import { Sessions } from '../../src/access/sessions.js';
import { openApiOf } from '../../src/http/openapi.js';
import { startScene } from '../scene.js';
import { contents } from './contents.js';
import { NOT_OF_A_SPACE, ONE, many, readRoutes } from './reads.js';
import { hide, outsiders, type Hidden } from './world.js';
import { until } from '../patience.js';

/**
 * Law 6: GET changes nothing. Every read, asked by a guest, by who sees all that is hidden, and by an operator, leaves
 * every row of every table as it was. Without workers, so that nothing else is going on.
 */
const scene = startScene({ ROLE: 'api' }, { unlimited: true });
let hidden: Hidden[];
let callers: Parameters<typeof scene.as>[0][];

beforeAll(async () => {
  const outside = await outsiders(scene);
  const { operator } = outside.outsiders;
  hidden = [
    await hide(scene, 'members', outside.outsiders, outside.known),
    await hide(scene, 'private', outside.outsiders),
  ];
  callers = [...hidden.map(({ insider }) => insider), operator!];
  const ids = await scene.db.transaction((tx) =>
    tx.query<{ id: number }[]>('SELECT id FROM activity ORDER BY id'),
  );
  await scene.app.get(ActivityWorker, { strict: false }).run(ids.map(({ id }) => id));
  // Everybody was last seen long ago, so that whoever notes it would do so now.
  scene.clock.offset = 3_600_000;
});
afterEach(() => void vi.restoreAllMocks());

const patterns = () => readRoutes(scene.app).filter((pattern) => pattern !== '/*');
const addresses = (pattern: string): string[] =>
  ONE[pattern]
    ? hidden.flatMap(ONE[pattern])
    : NOT_OF_A_SPACE.has(pattern)
      ? [pattern]
      : many(pattern, hidden);

async function changed(): Promise<string[]> {
  const before = await contents(scene.db);
  for (const address of patterns().flatMap(addresses)) {
    await scene.guest.get(address);
    for (const caller of callers) await scene.as(caller).get(address);
  }
  const after = await contents(scene.db);
  return Object.keys(before).filter((table) => before[table] !== after[table]);
}

describe('law 6: GET changes nothing', () => {
  it('knows every GET of the OpenAPI document', () => {
    const documented = Object.entries(openApiOf(scene.app).paths)
      .filter(([, path]) => path.get)
      .map(([path]) => path.replace(/\{(\w+)\}/g, ':$1'))
      .filter((path) => path !== '/:path');
    expect(documented.length).toBeGreaterThan(20);
    expect(documented.filter((path) => !patterns().includes(path))).toEqual([]);
  });

  it('in no table, whoever asks', async () => {
    expect(Object.keys(await contents(scene.db)).length).toBeGreaterThan(20);
    expect(await changed()).toEqual([]);
  });

  it('and the test finds one that does: a session that notes when it was used', async () => {
    const find = Sessions.prototype.find;
    vi.spyOn(Sessions.prototype, 'find').mockImplementation(async function (this: Sessions, token, kind) {
      const viewer = await find.call(this, token, kind);
      if (viewer)
        await scene.db.transaction((tx) =>
          tx.query('UPDATE sessions SET last_seen_at = $2 WHERE id = $1', [
            viewer.sessionId,
            scene.clock.now(),
          ]),
        );
      return viewer;
    });
    expect(await changed()).toEqual(['public.sessions']);
  });
});

describe('that somebody was here', () => {
  const seen = async (member: Hidden['insider']) =>
    (await scene.as(member).get('/api/me/sessions')).body.items[0].lastSeenAt as string;

  it('is noted by what they write', async () => {
    const { insider, discussion } = hidden[0]!;
    scene.clock.offset += 3_600_000;
    const before = await seen(insider);
    await scene.as(insider).put(`/api/discussions/${discussion.id}/read`, { number: 1 });
    await until(async () => (await seen(insider)) > before);
  });
});
