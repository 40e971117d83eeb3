import { io } from 'socket.io-client';
import { Realtime } from '../../src/realtime/realtime.service.js';
import type { Member } from '../factories.js';
import type { Scene } from '../scene.js';
import type { Hidden, World } from './world.js';

const MISSING = 999_999;

/** A fixture for each kind of room that a feature keeps: the hidden things whose rooms only insiders may watch. */
const ROOMS: Record<string, (hidden: Hidden) => number[]> = {
  discussion: ({ discussion }) => [discussion.id],
  event: ({ event, draft }) => [event.id, draft.id],
  space: ({ space }) => [space.id],
};

/** Taken from where features register them, past `private`: the product asks for one at a time, and never for all. */
export const kindsOfRooms = (scene: Scene): string[] => [
  ...scene.app.get(Realtime, { strict: false })['keepers'].keys(),
];
export const roomsWithoutFixture = (scene: Scene): string[] =>
  kindsOfRooms(scene).filter((kind) => !ROOMS[kind]);

/** Rooms of hidden things, watched by everybody over real sockets: open to the insider, and to outsiders as if there were none. */
export async function leaksOfRooms(
  scene: Scene,
  world: World,
  port: number,
): Promise<{ leaks: string[]; unopened: string[] }> {
  const leaks: string[] = [];
  const unopened: string[] = [];
  const roomsOf = (hidden: Hidden) =>
    kindsOfRooms(scene).flatMap((kind) => ROOMS[kind]?.(hidden).map((id) => `${kind}:${id}`) ?? []);
  for (const hidden of world.hidden) {
    const watch = await watcher(port, hidden.insider);
    for (const room of roomsOf(hidden)) {
      const answer = await watch.ask(room);
      if (!answer.ok) unopened.push(`room ${room} answers ${JSON.stringify(answer)} to its insider`);
    }
    watch.close();
  }
  for (const [role, member] of Object.entries(world.outsiders)) {
    const watch = await watcher(port, member);
    for (const hidden of world.hidden)
      // A member's own room is nobody's to ask for; the gateway alone puts their pages in.
      for (const room of [...roomsOf(hidden), `person:${hidden.insider.personId}`]) {
        const answer = await watch.ask(room);
        const expected = await watch.ask(room.replace(/\d+$/, String(MISSING)));
        if (JSON.stringify(answer) !== JSON.stringify(expected) || answer.ok)
          leaks.push(`${role}: room ${room} answers ${JSON.stringify(answer)}`);
      }
    watch.close();
  }
  return { leaks, unopened };
}

async function watcher(port: number, member: Member | null) {
  const socket = io(`http://localhost:${port}`, {
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: {
      origin: 'http://localhost:4199',
      ...(member && { authorization: `Bearer ${member.token}` }),
    },
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', reject);
  });
  return {
    ask: async (room: string) => (await socket.emitWithAck('watch', { room })) as { ok: boolean },
    close: () => socket.close(),
  };
}
