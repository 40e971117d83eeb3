import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inRoot } from '../paths.mjs';
import { freeLock, takeLock } from './lock.mjs';

let folder;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const lock = () => path.join(folder, 'postgres.owner.json');

it('takes over what a dead holder or a half write left, and leaves nothing when it is given up', async () => {
  for (const left of [JSON.stringify({ pid: 2 ** 22 + 1, started: '1', what: 'npm start' }), '{"pid":']) {
    writeFileSync(lock(), left);
    await takeLock(folder, folder, 'a test');
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid, what: 'a test' });
    freeLock(folder);
    expect(readdirSync(folder)).toEqual([]);
  }
});

it('lets one of several through that find a dead lock at once', async () => {
  writeFileSync(lock(), JSON.stringify({ pid: 2 ** 22 + 1, started: '1', what: 'npm start' }));
  const taking = `import { takeLock } from ${JSON.stringify(inRoot('scripts/lib/postgres/lock.mjs'))};
    const [at] = process.argv.slice(1);
    const took = await takeLock(at, at, 'a test').then(() => 'took', (error) => error.name);
    console.log(took);
    process.stdin.resume().on('end', () => process.exit());`;
  const takers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', taking, folder]),
  );
  const told = await Promise.all(
    takers.map(
      (taker) => new Promise((resolve) => taker.stdout.once('data', (text) => resolve(`${text}`.trim()))),
    ),
  );
  for (const taker of takers) taker.stdin.end();
  expect(told.filter((word) => word === 'took')).toHaveLength(1);
  expect(told.filter((word) => word === 'Fault')).toHaveLength(3);
});
