import { readonly, ref } from 'vue';
import type { Socket } from 'socket.io-client';
import type {
  ClientToServerEvents,
  Room,
  ServerToClientEvents,
  WatchAnswer,
} from '@fingerpost/contracts/realtime';
import { persistent } from './persistent';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const state = ref<'away' | 'up'>('away');
/** Whether live messages arrive at this moment; everything works without them too. */
export const connection = readonly(state);

const ended = new Set<() => void>();
/** Told when the server cuts the socket, as it does when the session behind it ended elsewhere. */
export const onSessionEnd = (listener: () => void) => {
  ended.add(listener);
  return () => ended.delete(listener);
};

/** Milliseconds until a page whose session ended listens again, as a guest. */
const CUT_OFF = 2_000;

let opening: Promise<LiveSocket> | null = null;

const idle = () =>
  new Promise<void>((ready) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => ready(), { timeout: 2000 });
    else setTimeout(ready, 200);
  });

async function open(): Promise<LiveSocket> {
  await idle();
  const { io } = await persistent(() => import('socket.io-client'));
  const socket: LiveSocket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 20_000,
    timeout: 8000,
  });
  socket.on('connect', () => (state.value = 'up'));
  socket.on('disconnect', (reason) => {
    state.value = 'away';
    if (reason !== 'io server disconnect') return;
    // The library takes that for the last word, and the page is still open.
    setTimeout(() => {
      socket.connect();
      ended.forEach((listener) => listener());
    }, CUT_OFF);
  });
  return socket;
}

/** One socket a page, opened when the page has come to rest. */
export const socket = (): Promise<LiveSocket> => (opening ??= open());

/** After signing in or out: the server must see who asks now. */
export async function reconnect(): Promise<void> {
  if (!opening) return;
  (await opening).disconnect().connect();
}

const watchers = new Map<Room, symbol>();

async function ask(event: 'watch' | 'unwatch', room: Room): Promise<WatchAnswer> {
  const live = await socket();
  try {
    return await live.timeout(5000).emitWithAck(event, { room });
  } catch {
    return { ok: false, code: 'timeout' };
  }
}

export function enterRoom(room: Room): Promise<WatchAnswer> {
  watchers.set(room, Symbol());
  return ask('watch', room);
}

/** Put off a little, since the next page may watch the same room. */
export function leaveRoom(room: Room): void {
  const watcher = watchers.get(room);
  setTimeout(() => {
    if (watchers.get(room) !== watcher) return;
    watchers.delete(room);
    if (state.value === 'up') void ask('unwatch', room);
  }, 1000);
}
