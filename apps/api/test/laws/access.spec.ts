import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ActivityWorker } from '../../src/activity/activity.worker.js';
import { DiscussionQueries } from '../../src/discussions/discussions.queries.js';
import { PostQueries } from '../../src/discussions/posts.queries.js';
import { Posts } from '../../src/discussions/posts.service.js';
import { EventQueries } from '../../src/events/events.queries.js';
import { Realtime } from '../../src/realtime/realtime.service.js';
import { SpaceQueries } from '../../src/spaces/spaces.queries.js';
import { Search } from '../../src/search/search.service.js';
import { GUEST, type Viewer } from '../../src/http/viewer.js';
import { startScene } from '../scene.js';
import { indexed } from '../indexed.js';
import { listsWithoutFixture, unseenInside } from './inside.js';
import { asker, leaksOfMany, leaksOfOne, snapshot, withoutFixture, type Ask } from './leaks.js';
import { readRoutes } from './reads.js';
import { kindsOfRooms, leaksOfRooms, roomsWithoutFixture } from './rooms.js';
import { hide, outsiders, type World } from './world.js';

/**
 * Law 1: every read crossed with every role and every hidden thing. No id, title, count, or 403 for 404 may leak.
 * A new route is in here by itself. One with a parameter fails until `reads.ts` says what the parameter names, one without
 * until `inside.ts` says what an insider sees there, and a new kind of room until `rooms.ts` has one.
 */
const scene = startScene({}, { unlimited: true });
let world: World;
let ask: Ask;
let before: Awaited<ReturnType<typeof snapshot>>;
let port: number;

beforeAll(async () => {
  ask = asker(scene);
  const outside = await outsiders(scene);
  await settled();
  before = await snapshot(scene, ask, outside, []);
  world = {
    ...outside,
    hidden: [
      await hide(scene, 'members', outside.outsiders, outside.known),
      await hide(scene, 'private', outside.outsiders),
    ],
  };
  await settled();
  await scene.app.listen(0, '127.0.0.1');
  port = (scene.app.getHttpServer().address() as { port: number }).port;
});
afterEach(() => void vi.restoreAllMocks());

/** Every activity followed before anybody looks, and the search, which comes behind at its own pace, in step. */
async function settled(): Promise<void> {
  const worker = scene.app.get(ActivityWorker, { strict: false });
  const ids = await scene.db.transaction((tx) =>
    tx.query<{ id: number }[]>('SELECT id FROM activity ORDER BY id'),
  );
  await worker.run(ids.map(({ id }) => id));
  await indexed(scene);
}
const many = async () => leaksOfMany(before, await snapshot(scene, ask, world, world.hidden), world.hidden);

describe('law 1: what a viewer may not see does not exist', () => {
  it('has a fixture for every parameter of every read, every list and every kind of room', () => {
    expect(readRoutes(scene.app).length).toBeGreaterThan(8);
    expect(kindsOfRooms(scene).length).toBeGreaterThan(2);
    expect({
      parameters: withoutFixture(scene),
      lists: listsWithoutFixture(scene),
      rooms: roomsWithoutFixture(scene),
    }).toEqual({ parameters: [], lists: [], rooms: [] });
  });

  it('opens every hidden thing to its insider, and to nobody else, whatever ETag they bring', async () => {
    const { leaks, unopened } = await leaksOfOne(scene, ask, world);
    expect(unopened).toEqual([]);
    expect(leaks).toEqual([]);
  });

  it('answers outsiders every list, count and search as if nothing hidden existed', async () => {
    expect(await many()).toEqual([]);
  });

  it('shows insiders what is theirs in every list and search', async () => {
    expect(await unseenInside(scene, ask, world)).toEqual([]);
  });

  it('lets insiders into rooms of every kind, and keeps outsiders out', async () => {
    expect(await leaksOfRooms(scene, world, port)).toEqual({ leaks: [], unopened: [] });
  });
});

describe('the test of law 1 finds a breach', () => {
  const insider = (): Viewer => ({
    personId: world.hidden[1]!.insider.personId,
    accountId: null,
    sessionId: null,
    operator: false,
  });
  /** The method asked as if by somebody inside: what forgetting the predicate does. */
  function plant<T extends object>(target: new (...args: never[]) => T, method: keyof T & string): void {
    const original = target.prototype[method] as (viewer: Viewer, ...rest: unknown[]) => unknown;
    vi.spyOn(target.prototype, method as never).mockImplementation(function (
      this: T,
      _viewer: Viewer,
      ...rest: unknown[]
    ) {
      return original.call(this, insider(), ...rest);
    } as never);
  }

  it('in a list', async () => {
    plant(DiscussionQueries, 'page');
    expect(await many()).toContainEqual(
      expect.stringContaining('guest: /api/discussions says zqprivatetitle'),
    );
  });
  it('in a count', async () => {
    plant(SpaceQueries, 'page');
    expect(await many()).toContainEqual(expect.stringMatching(/guest: \/api\/spaces/));
  });
  it('in search', async () => {
    plant(Search, 'find');
    expect(await many()).toContainEqual(
      expect.stringMatching(/guest: \/api\/search\?q=zqprivate\w+ says zqprivate/),
    );
  });
  it('in a room of any kind', async () => {
    const realtime = scene.app.get(Realtime, { strict: false });
    const keeper = realtime.keeper.bind(realtime);
    for (const kind of kindsOfRooms(scene)) {
      vi.spyOn(realtime, 'keeper').mockImplementation((asked) =>
        asked === kind ? (_viewer, id) => keeper(kind)!(insider(), id) : keeper(asked),
      );
      const { leaks } = await leaksOfRooms(scene, world, port);
      expect(leaks).toContainEqual(expect.stringContaining(`guest: room ${kind}:`));
      expect(leaks.filter((leak) => !leak.includes(` ${kind}:`))).toEqual([]);
    }
  });
  it('in a kind of room that nobody has a fixture for', () => {
    const realtime = scene.app.get(Realtime, { strict: false });
    realtime.keep('invented', () => Promise.resolve(null));
    expect(roomsWithoutFixture(scene)).toEqual(['invented']);
    realtime['keepers'].delete('invented');
  });
  it('in a room that is shut to everybody', async () => {
    vi.spyOn(EventQueries.prototype, 'version').mockResolvedValue(null);
    const { leaks, unopened } = await leaksOfRooms(scene, world, port);
    expect(leaks).toEqual([]);
    expect(unopened).toContainEqual(expect.stringMatching(/^room event:\d+ answers .*not_found/));
  });
  it('in a list and a search that are empty for everybody', async () => {
    const { page } = DiscussionQueries.prototype;
    vi.spyOn(DiscussionQueries.prototype, 'page').mockImplementation(function (
      this: DiscussionQueries,
      _viewer,
      ...rest
    ) {
      return page.call(this, GUEST, ...rest);
    });
    vi.spyOn(Search.prototype, 'find').mockResolvedValue({ items: [], next: null, previous: null });
    const unseen = await unseenInside(scene, ask, world);
    expect(unseen).toContain('/api/discussions does not show zqprivatetitle');
    expect(unseen).toContain('/api/search?q=zqprivateevent finds nothing');
  });
  it('in history', async () => {
    plant(Posts, 'history');
    expect((await leaksOfOne(scene, ask, world)).leaks).toContainEqual(
      expect.stringContaining('says zqprivateformer'),
    );
  });
  it('in an ETag', async () => {
    const careless: Ask = async (member, address, headers) => {
      const seen = await ask(member, address, headers);
      const known = await ask(world.hidden[1]!.insider, address);
      return headers?.['if-none-match'] === known.etag ? { ...seen, status: 304, text: '' } : seen;
    };
    expect((await leaksOfOne(scene, careless, world)).leaks).toContainEqual(
      expect.stringContaining('by ETag'),
    );
  });
  it('in one thing', async () => {
    plant(PostQueries, 'page');
    expect((await leaksOfOne(scene, ask, world)).leaks).toContainEqual(
      expect.stringContaining('says zqprivatereply'),
    );
  });
});
