import { gzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { twoStarts } from '../harness/launcher.ts';
import { spread, throughput } from '../harness/load.ts';
import type { Stage } from '../harness/stage.ts';
import { ordinaryThreads, pagePath, postsPath } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { alone, type Row } from '../rows.ts';

const IDLE_MS = 5_000;
const LOAD_SECONDS = 15;
const SAMPLE = 50;

/** What the server takes to start, to stand there and to work, and what its answers weigh. */
export const costs: Part = async (stage) => [
  ...(await starts(stage)),
  ...(await memory(stage)),
  ...(await sizes(stage)),
];

async function starts(stage: Stage): Promise<Row[]> {
  const { first, second } = await twoStarts(stage);
  return [
    alone('first start of npm start, built already and its data folder empty, to the first page', first),
    alone('second start of npm start, to the first page', second),
  ];
}

async function memory({ database, another }: Stage): Promise<Row[]> {
  const fresh = await another(database.url);
  await sleep(IDLE_MS);
  const idle = fresh.memory();
  const threads = await ordinaryThreads(database);
  await throughput(
    fresh.origin,
    spread(threads.flatMap((thread) => [{ path: postsPath(thread) }, { path: pagePath(thread) }])),
    LOAD_SECONDS,
  );
  const loaded = fresh.memory();
  await fresh.stop();
  return [alone('memory of the server, idle', idle), alone('memory of the server, after load', loaded)];
}

/** The mean of many threads: one alone is as long as its words. */
async function sizes({ database, product }: Stage): Promise<Row[]> {
  const threads = (await ordinaryThreads(database)).slice(0, SAMPLE);
  const rows: Row[] = [];
  for (const [what, pathOf] of [
    ['JSON', postsPath],
    ['HTML', pagePath],
  ] as const) {
    const bodies = await Promise.all(
      threads.map(async (thread) =>
        Buffer.from(await (await fetch(product.origin + pathOf(thread))).arrayBuffer()),
      ),
    );
    const mean = (size: (body: Buffer) => number) =>
      bodies.reduce((sum, body) => sum + size(body), 0) / bodies.length / 1000;
    rows.push(
      alone(
        `thread, ${what}, size`,
        mean((body) => body.length),
      ),
      alone(
        `thread, ${what}, size gzipped`,
        mean((body) => gzipSync(body).length),
      ),
    );
  }
  return rows;
}
