import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue';
import type { Room, ServerToClientEvents } from '@fingerpost/contracts/realtime';
import { isCode } from './problem';
import { connection, enterRoom, leaveRoom, socket, type LiveSocket } from './socket';

export { connection, reconnect } from './socket';
export type Handlers = Partial<ServerToClientEvents>;

export interface CatchUp {
  /** The version that the page shows now; leave out where the room has none. */
  version?: () => number | undefined;
  /** Fetches and shows what changed since. May fail: it is asked again. */
  catchUp: () => Promise<unknown>;
}

const PATIENCE = 4000;
const VISIBLE = 3000;
const HIDDEN = 60_000;
/** Answers after which asking again would only be refused again. */
const REFUSED = new Set(['not_found', 'forbidden', 'sign_in_first']);

/** Hears what the server sends for as long as the calling component lives. */
export function onLive(handlers: Handlers): void {
  let live: LiveSocket | null = null;
  let over = false;
  const entries = Object.entries(handlers) as [keyof ServerToClientEvents, never][];
  void socket()
    .then((opened) => {
      if (over) return;
      live = opened;
      entries.forEach(([event, handler]) => live?.on(event, handler));
    })
    // Without the socket's script the polling below still brings everything.
    .catch(() => undefined);
  onScopeDispose(() => {
    over = true;
    entries.forEach(([event, handler]) => live?.off(event, handler));
  });
}

/**
 * Asks again and again while the page is not being told: every 3 s when seen, every 60 s when hidden. What is gone, or
 * no longer theirs to see, is not asked for again.
 */
function poll(catchUp: () => Promise<unknown>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  const next = (wait?: number) => {
    clearTimeout(timer);
    if (running)
      timer = setTimeout(turn, wait ?? (document.visibilityState === 'visible' ? VISIBLE : HIDDEN));
  };
  const turn = async () => {
    const fault: unknown = await catchUp().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (isCode(fault, 'not_found')) stop();
    else next();
  };
  const seen = () => document.visibilityState === 'visible' && next(0);
  function stop() {
    running = false;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  }
  return {
    start(wait: number) {
      if (running) return;
      running = true;
      document.addEventListener('visibilitychange', seen);
      next(wait);
    },
    stop,
  };
}

/** The member's own messages, which need no room: caught up after every gap, asked for while the socket is away. */
export function watchOwn(handlers: Handlers, catchUp: () => Promise<unknown>): void {
  onLive(handlers);
  const polling = poll(catchUp);
  watch(
    connection,
    (state) => {
      if (state !== 'up') return polling.start(PATIENCE);
      polling.stop();
      void catchUp().catch(() => undefined);
    },
    { immediate: true },
  );
  onScopeDispose(() => polling.stop());
}

/**
 * Keeps a page in step with a room. Over the socket when it is up; by polling when it is not up within a few
 * seconds or falls away; and after every gap by `catchUp`, so that edits and deletions are seen as well.
 */
export function watchRoom(
  room: MaybeRefOrGetter<Room | null>,
  handlers: Handlers,
  { version, catchUp }: CatchUp,
): void {
  onLive({
    ...handlers,
    'room.left': (message) => {
      handlers['room.left']?.(message);
      if (message.room === toValue(room)) void enter();
    },
  });
  const polling = poll(catchUp);
  let entry = 0;
  let missed = false;

  async function enter() {
    const mine = ++entry;
    const name = toValue(room);
    if (!name) return polling.stop();
    if (connection.value !== 'up') {
      missed = true;
      return polling.start(PATIENCE);
    }
    const answer = await enterRoom(name);
    if (mine !== entry) return;
    if (!answer.ok) {
      if (!REFUSED.has(answer.code)) return polling.start(VISIBLE);
      // Lost between the page and its room: the page finds out by asking once.
      polling.stop();
      return void catchUp().catch(() => undefined);
    }
    polling.stop();
    const shown = version?.();
    const behind = shown === undefined ? missed : answer.at > shown;
    missed = false;
    if (behind) await catchUp().catch(() => undefined);
  }

  watch(
    [() => toValue(room), connection],
    ([name], [before]) => {
      if (before && before !== name) leaveRoom(before);
      void enter();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    entry++;
    polling.stop();
    const name = toValue(room);
    if (name) leaveRoom(name);
  });
}
