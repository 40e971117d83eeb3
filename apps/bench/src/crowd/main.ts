import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { PostMessage, Questions, Seen } from './questions.ts';
import { Sightings } from './sightings.ts';

/** A crowd of readers in a process of its own: they watch one discussion while one post after another is sent to it. */
const SEEN_WITHIN_MS = 5_000;
/** Time for a second copy to arrive before a post counts as seen once. */
const AGAIN_WITHIN_MS = 60;
const AT_ONCE = 25;

const sockets: Socket[] = [];
const sightings = new Sightings();
let last: PostMessage | null = null;

const handlers: { [Q in keyof Questions]: (ask: Questions[Q]['ask']) => Promise<Questions[Q]['answer']> } = {
  async connect({ origin, discussion, size }) {
    while (sockets.length < size)
      sockets.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(AT_ONCE, size - sockets.length) }, (_, n) =>
            join(origin, discussion, sockets.length + n),
          ),
        )),
      );
    return sockets.length;
  },

  async rounds({ url, headers, bodies }) {
    const seen: Seen = { delays: [], missed: 0, twice: 0 };
    for (const body of bodies) {
      const sentAt = performance.now();
      const answer = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        body,
      });
      if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}`);
      const { version } = (await answer.json()) as PostMessage;
      const { firstSeen, count, twice } = await sightings.all(version, sockets.length, SEEN_WITHIN_MS);
      await sleep(AGAIN_WITHIN_MS);
      seen.delays.push(...firstSeen.filter((at) => at !== undefined).map((at) => at - sentAt));
      seen.missed += sockets.length - count;
      seen.twice += twice;
      sightings.forget(version);
    }
    return seen;
  },

  last: () => Promise.resolve(last),
};

async function join(origin: string, discussion: number, index: number): Promise<Socket> {
  const socket = io(origin, { transports: ['websocket'], forceNew: true, reconnection: false });
  socket.on('post.created', (message: PostMessage) => {
    sightings.note(message.version, index);
    last = message;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  const answer = (await socket
    .timeout(SEEN_WITHIN_MS)
    .emitWithAck('watch', { room: `discussion:${discussion}` })) as { ok: boolean };
  if (!answer.ok) throw new Error(`A socket may not watch: ${JSON.stringify(answer)}`);
  return socket;
}

process.on('message', ({ question, ask }: { question: keyof Questions; ask: never }) => {
  handlers[question](ask).then(
    (answer) => process.send!({ answer }),
    (fault: Error) => process.send!({ fault: fault.message }),
  );
});
process.on('disconnect', () => process.exit(0));
