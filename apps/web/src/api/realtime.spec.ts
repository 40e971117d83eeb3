// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import type { Room } from '@fingerpost/contracts/realtime';
import { Problem } from './problem';
import { watchOwn, watchRoom } from './realtime';

const server = vi.hoisted(() => ({
  connection: null as unknown as { value: 'up' | 'away' },
  entered: [] as string[],
  left: [] as string[],
  answer: { ok: true, at: 5 } as { ok: true; at: number } | { ok: false; code: string },
  listeners: new Map<string, (message: unknown) => void>(),
}));

vi.mock('./socket', async () => {
  const vue = await import('vue');
  server.connection = vue.ref<'up' | 'away'>('away');
  const live = {
    on: (event: string, listener: (message: unknown) => void) => server.listeners.set(event, listener),
    off: (event: string) => server.listeners.delete(event),
  };
  return {
    connection: server.connection,
    reconnect: () => undefined,
    socket: () => Promise.resolve(live),
    enterRoom: (room: string) => {
      server.entered.push(room);
      return Promise.resolve(server.answer);
    },
    leaveRoom: (room: string) => server.left.push(room),
  };
});

let scope: EffectScope;
let visibility: 'visible' | 'hidden';
let version: number;
const catchUp = vi.fn(() => Promise.resolve());
const settle = () => vi.advanceTimersByTimeAsync(0);
const start = (room: Parameters<typeof watchRoom>[0] = 'discussion:1') => {
  scope = effectScope();
  scope.run(() => watchRoom(room, { 'post.created': vi.fn() }, { version: () => version, catchUp }));
  return settle();
};

beforeEach(() => {
  vi.useFakeTimers();
  visibility = 'visible';
  version = 5;
  vi.stubGlobal('document', {
    get visibilityState() {
      return visibility;
    },
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  });
  catchUp.mockReset().mockResolvedValue();
  Object.assign(server, { entered: [], left: [], answer: { ok: true, at: 5 } });
  server.connection.value = 'away';
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('watching a room', () => {
  it('asks every 3 seconds when the socket does not come up, every 60 when hidden', async () => {
    await start();
    await vi.advanceTimersByTimeAsync(3900);
    expect(catchUp).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200 + 2 * 3000);
    expect(catchUp).toHaveBeenCalledTimes(3);
    visibility = 'hidden';
    await vi.advanceTimersByTimeAsync(3000 + 30_000);
    expect(catchUp).toHaveBeenCalledTimes(4);
  });

  it('asks on when an asking failed', async () => {
    catchUp.mockRejectedValue(new Error('away'));
    await start();
    await vi.advanceTimersByTimeAsync(4000 + 3000);
    expect(catchUp).toHaveBeenCalledTimes(2);
  });

  it('asks no more for what is gone', async () => {
    catchUp.mockRejectedValue(new Problem(404, 'not_found'));
    await start();
    await vi.advanceTimersByTimeAsync(4000 + 30_000);
    expect(catchUp).toHaveBeenCalledOnce();
  });

  it('stops asking once the socket is up, and catches up only when behind', async () => {
    await start();
    server.connection.value = 'up';
    await settle();
    expect(server.entered).toEqual(['discussion:1']);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(catchUp).not.toHaveBeenCalled();

    server.connection.value = 'away';
    await nextTick();
    server.answer = { ok: true, at: 9 };
    server.connection.value = 'up';
    await settle();
    expect(catchUp).toHaveBeenCalledOnce();
  });

  it('asks instead when the room was not entered, and only once where the viewer may not look', async () => {
    server.connection.value = 'up';
    server.answer = { ok: false, code: 'timeout' };
    await start();
    await vi.advanceTimersByTimeAsync(3000);
    expect(catchUp).toHaveBeenCalledOnce();
    server.answer = { ok: false, code: 'not_found' };
    server.listeners.get('room.left')?.({ room: 'discussion:1' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(catchUp).toHaveBeenCalledTimes(2);
  });

  it('follows the page to another room, and leaves with it', async () => {
    server.connection.value = 'up';
    const room = ref<Room>('discussion:1');
    await start(room);
    room.value = 'discussion:2';
    await settle();
    expect([server.entered, server.left]).toEqual([['discussion:1', 'discussion:2'], ['discussion:1']]);
    scope.stop();
    expect(server.left).toEqual(['discussion:1', 'discussion:2']);
    expect(server.listeners.size).toBe(0);
  });
});

describe('the own messages of a member', () => {
  it('are asked for while the socket is away, and caught up each time it comes back', async () => {
    scope = effectScope();
    scope.run(() => watchOwn({ 'notifications.read': vi.fn() }, catchUp));
    await vi.advanceTimersByTimeAsync(3900);
    expect(catchUp).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3200);
    expect(catchUp).toHaveBeenCalledTimes(2);

    server.connection.value = 'up';
    await settle();
    expect(catchUp).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(catchUp).toHaveBeenCalledTimes(3);
  });
});
