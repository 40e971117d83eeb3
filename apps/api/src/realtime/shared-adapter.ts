import { createAdapter } from '@socket.io/redis-streams-adapter';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from '../redis/redis.service.js';

/** Room for what a busy minute says, should a process read late. */
const STREAM_LENGTH = 20_000;
const READ_AT_ONCE = 500;
const READ_AGAIN_AFTER = 250;

type Stream = { key: string; id: string }[];
type Wait = { COUNT: number; BLOCK: number };

/**
 * Live messages between processes, over a Redis stream. The adapter waits for Redis before it speaks to its own sockets,
 * leaves rejections to nobody and reads in a loop without a pause, so it gets clients that never fail nor make it wait.
 */
export const sharedAdapter = (redis: Redis): ReturnType<typeof createAdapter> =>
  createAdapter(speaker(redis), {
    streamName: `${redis.prefix}:live`,
    channelPrefix: `${redis.prefix}:live`,
    maxLen: STREAM_LENGTH,
    readCount: READ_AT_ONCE,
    onlyPlaintext: true,
  });

/** By this method the adapter knows the kind of client. */
const KIND = { sSubscribe: () => undefined };

const speaker = (redis: Redis) => ({
  ...KIND,
  duplicate: () => listener(redis),
  xAdd: async (key: string, id: string, message: Record<string, string>, trim: object) =>
    (await redis.tell((client) => client.xAdd(key, id, message, trim))) ?? '',
  publish: (channel: string, message: Buffer) => redis.tell((client) => client.publish(channel, message)),
});

function listener(redis: Redis) {
  const client = redis.another();
  /** Where reading began: "the newest" asked anew after each wait would skip what came in between. */
  let from: string | undefined;
  return {
    ...KIND,
    on: () => undefined,
    connect: async () => {
      client.connect().catch(() => undefined);
    },
    disconnect: () => {
      if (client.isOpen) client.destroy();
    },
    subscribe: (channels: string[], hear: (message: Buffer) => void) => {
      client.subscribe(channels, hear, true).catch(() => undefined);
    },
    async xRead([stream]: Stream, wait: Wait) {
      if (redis.closing || !stream) return new Promise<never>(() => undefined);
      try {
        from ??= (await client.xRevRange(stream.key, '+', '-', { COUNT: 1 }))?.[0]?.id ?? '0-0';
        return await client.xRead([{ key: stream.key, id: stream.id === '$' ? from : stream.id }], wait);
      } catch {
        await sleep(READ_AGAIN_AFTER, undefined, { ref: false });
        return null;
      }
    },
  };
}
