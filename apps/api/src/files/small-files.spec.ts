import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Clock } from '../config/clock.js';
import { SmallFiles } from './small-files.js';
import { LocalStorage } from './storage.local.js';

const SIZE = 256 * 1024;
const clock = new Clock();
let folder: string;
let small: SmallFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'small-files-'));
  small = new SmallFiles(new LocalStorage(folder), clock);
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (key: string, sign: string) => writeFileSync(join(folder, key), sign.repeat(SIZE));
const first = async (key: string) => String((await small.whole(key, SIZE)).subarray(0, 1));

it('keeps the bytes of a small file for a moment, and no longer', async () => {
  put('a', '1');
  expect(await first('a')).toBe('1');
  put('a', '2');
  expect(await first('a')).toBe('1');
  clock.offset += 10_000;
  expect(await first('a')).toBe('2');
  expect([small.fits(SIZE), small.fits(SIZE + 1), small.fits(0)]).toEqual([true, false, false]);
});

it('keeps 16 MB at most, and lets go what came first', async () => {
  for (let n = 0; n < 65; n++) put(`k${n}`, '1');
  for (let n = 0; n < 65; n++) await first(`k${n}`);
  for (let n = 0; n < 65; n++) put(`k${n}`, '2');
  expect([await first('k64'), await first('k1'), await first('k0')]).toEqual(['1', '1', '2']);
});

it('gives nothing of a file that is gone or cut short, and asks again', async () => {
  await expect(first('b')).rejects.toThrow('ENOENT');
  writeFileSync(join(folder, 'b'), 'short');
  await expect(first('b')).rejects.toThrow('shorter');
  put('b', '1');
  expect(await first('b')).toBe('1');
});
