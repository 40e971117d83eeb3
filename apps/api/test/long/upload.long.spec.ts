import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Upload } from '@fingerpost/contracts/files';
import { Config } from '../../src/config/settings.js';
import { FilesChecker } from '../../src/files/files.checker.js';
import { FilesSweeper } from '../../src/files/files.sweeper.js';
import type { Member } from '../factories.js';
import { startScene } from '../scene.js';
import { tus } from '../uploads.js';
import { buildApi, childApi, type ChildApi } from './child-api.js';

/** A recorded talk, cut ten times on its way. */
const SIZE = 300 * 1024 * 1024;
const CUTS = 10;
const WARM = 32 * 1024 * 1024;
const PIECE = 4 * 1024 * 1024;
/** What the server may need beyond what it had, whatever comes through it; it is a process of its own, apart from who sends. */
const FLAT = 64 * 1024 * 1024;

const scene = startScene({ ROLE: 'api' }, { unlimited: true });
let giver: Member;
let folder: string;
let source: string;
let api: ChildApi;
beforeAll(async () => {
  giver = await scene.make.member();
  folder = await mkdtemp(join(tmpdir(), 'fingerpost-upload-'));
  source = join(folder, 'talk.mp4');
  const file = await open(source, 'w');
  await file.write(Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex'));
  for (let at = 28; at < SIZE; at += PIECE) await file.write(randomBytes(Math.min(PIECE, SIZE - at)));
  await file.close();
  buildApi();
  const { databaseUrl, dataDir } = scene.app.get(Config);
  api = await childApi(databaseUrl!, { DATA_DIR: dataDir, ROLE: 'api' });
  await api.start();
}, 120_000);
afterAll(async () => {
  await api.kill();
  await rm(folder, { recursive: true, force: true });
});

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Sends from `offset` on; the line is cut when `until` is reached, or never. */
function send(address: string, offset: number, until: number, size = SIZE): Promise<'whole' | 'cut'> {
  return new Promise((done, fail) => {
    const sending = request({
      host: '127.0.0.1',
      port: api.port,
      path: address,
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${giver.token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
        'content-length': String(size - offset),
      },
    });
    sending.on('error', () => done('cut'));
    sending.on('response', (answer) => {
      answer.resume();
      if (answer.statusCode === 204) done('whole');
      else fail(new Error(`answered ${answer.statusCode}`));
    });
    let sent = offset;
    const reading = createReadStream(source, { start: offset, end: size - 1 });
    reading.on('data', (piece) => {
      sent += piece.length;
      if (sending.destroyed) return void reading.destroy();
      if (sent >= until) {
        reading.destroy();
        return void sending.write(piece, () => sending.destroy());
      }
      if (!sending.write(piece)) {
        reading.pause();
        sending.once('drain', () => reading.resume());
      }
    });
    reading.on('end', () => sending.end());
  });
}

it('a file of 300 MiB that is cut ten times arrives as it was, and the memory stays flat', async () => {
  const me = tus(scene, giver);
  const address = String((await me.begin('talk.mp4', SIZE)).headers['location']);
  const offset = async () => Number((await me.ask(address)).headers['upload-offset']);
  // A server that has taken a file before, as any that runs for a minute has.
  const small = String((await me.begin('small.mp4', WARM)).headers['location']);
  await send(small, 0, Infinity, WARM);
  const before = api.memory();
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, api.memory())), 50);
  let cuts = 0;
  let from = 0;
  for (;;) {
    const until = cuts < CUTS ? ((cuts + 1) * SIZE) / (CUTS + 1) : Infinity;
    const how = await send(address, from, until);
    if (how === 'whole') break;
    cuts += 1;
    // The server lets go of a line that was cut before it says how far it came.
    const came = await offset();
    expect(came).toBeGreaterThan(from);
    from = came;
  }
  clearInterval(watching);
  expect(cuts).toBe(CUTS);
  const { file, id } = (await scene.as(giver).get<Upload>(address)).body;
  await scene.app.get(FilesChecker, { strict: false }).check(file!.id);
  const [row] = await scene.db.transaction((tx) =>
    tx.query<{ state: string; hash: string }[]>(
      `SELECT state, encode(sha256, 'hex') AS hash FROM files WHERE id = $1`,
      [file!.id],
    ),
  );
  expect(row).toEqual({ state: 'clean', hash: await hashOf(source) });
  const grown = most - before;
  process.stdout.write(`memory grew by ${(grown / 1024 ** 2).toFixed(1)} MiB while 300 MiB came\n`);
  expect(grown).toBeLessThan(FLAT);

  await scene.app.get(FilesSweeper, { strict: false }).sweep();
  expect((await readdir(join(scene.app.get(Config).dataDir, 'files'))).toSorted()).toEqual(
    [id, small.split('/').at(-1)!].toSorted(),
  );
});
