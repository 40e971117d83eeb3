import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EICAR } from '../../test/clamd.js';
import { until } from '../../test/patience.js';
import { scan } from './clamd.js';

const CLAMD = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find(existsSync);

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

/** One signature, made by hand: the scanner's own list is large, and downloads itself. */
const signature = () => `Hand.Made.Test:0:*:${Buffer.from(EICAR).toString('hex')}`;

describe.skipIf(!CLAMD)('a real clamd (skipped where clamav-daemon is not installed)', () => {
  let folder: string;
  let clamd: ChildProcess;
  let at: { host: string; port: number };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fingerpost-clamd-'));
    at = { host: '127.0.0.1', port: await freePort() };
    await writeFile(join(folder, 'test.ndb'), `${signature()}\n`);
    await writeFile(
      join(folder, 'clamd.conf'),
      `DatabaseDirectory ${folder}\nTCPSocket ${at.port}\nTCPAddr ${at.host}\nForeground yes\nStreamMaxLength 1M\n${process.getuid?.() === 0 ? 'User root\n' : ''}`,
    );
    clamd = spawn(CLAMD!, ['-c', join(folder, 'clamd.conf'), '-F'], { stdio: 'ignore' });
    await until(async () => (await look('words')) === 'clean', 'clamd answers');
  });
  afterAll(async () => {
    clamd?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const look = (words: string | Buffer) => scan(at, Readable.from([Buffer.from(words)]));

  it('lets words through, and finds what its signature says', async () => {
    expect(await look('words of a leaflet')).toBe('clean');
    expect(await look(EICAR)).toBe('virus');
  });

  it('that would not take all of a file never makes it clean', async () => {
    expect(['too_large_to_scan', 'scanner_away']).toContain(
      await look(Buffer.alloc(3 * 1024 * 1024, 'words ')),
    );
  });

  it('that is gone never makes a file clean', async () => {
    expect(await scan({ host: '127.0.0.1', port: 1 }, Readable.from([Buffer.from('words')]))).toBe(
      'scanner_away',
    );
  });
});
