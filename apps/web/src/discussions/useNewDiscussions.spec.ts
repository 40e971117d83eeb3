// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, ref, type EffectScope } from 'vue';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import { useNewDiscussions } from './useNewDiscussions';

const server = vi.hoisted(() => ({
  items: [] as unknown[],
  look: () => Promise.resolve() as Promise<unknown>,
}));
vi.mock('../api/realtime', () => ({
  watchRoom: (_room: unknown, _handlers: unknown, { catchUp }: { catchUp: typeof server.look }) =>
    Object.assign(server, { look: catchUp }),
}));
vi.mock('../api/viewer', () => ({ useViewer: () => ({ member: ref(null) }) }));
vi.mock('./discussions.api', () => ({ fetchDiscussions: () => Promise.resolve({ items: server.items }) }));

/** Opened and last spoken in on the given days of one month. */
const row = (id: number, opened: number, spoken = opened) =>
  ({ id, createdAt: at(opened), lastActivityAt: at(spoken), author: { id: 9 } }) as DiscussionSummary;
const at = (day: number) => `2027-02-${String(day).padStart(2, '0')}T10:00:00.000Z`;

let scope: EffectScope;
const watching = (listed: DiscussionSummary[], atFront: boolean) =>
  scope.run(() =>
    useNewDiscussions(
      () => ({ sort: 'active' }),
      () => 1,
      () => listed,
      () => atFront,
    ),
  )!;
beforeEach(() => {
  scope = effectScope();
});
afterEach(() => scope.stop());

describe('new discussions', () => {
  it('are those that were opened after the list at hand', async () => {
    const fresh = watching([row(2, 11, 12), row(1, 10)], true);
    server.items = [row(3, 13), row(2, 11, 12), row(1, 10)];
    await server.look();
    expect(fresh.count.value).toBe(1);
  });

  it('are none on a later page, which knows nothing of those before it', async () => {
    const fresh = watching([row(1, 1), row(2, 2)], false);
    server.items = [row(9, 13), row(8, 12)];
    await server.look();
    expect(fresh.count.value).toBe(0);
  });
});
