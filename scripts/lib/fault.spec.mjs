import { expect, it } from 'vitest';
import { folderFault, isFullDisk } from './fault.mjs';

it.each([
  'initdb: error: could not write to file: No space left on device',
  'Error: ENOSPC: no space left on device, write',
  'There is not enough space on the disk.',
])('knows a full disk: %s', (text) => expect(isFullDisk(text)).toBe(true));

it('knows a full disk by what a fault says, and a place where nothing can be made', () => {
  const full = new Error('could not extend file "base/5": No space left on device');
  expect(folderFault(full, '/somewhere').message).toMatch(/^The disk that holds \/somewhere is full/);
  const nowhere = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'mkdir' });
  expect(folderFault(nowhere, '/proc/x').message).toBe(
    '/proc/x cannot be written to (it cannot be made there). Set DATA_DIR to a folder that you may write to.',
  );
});

it.each([
  ['EACCES', 'permission denied'],
  ['EROFS', 'read-only file system'],
  ['ENOTDIR', 'a file stands in its way'],
])('says %s in plain words', (code, words) => {
  expect(folderFault(Object.assign(new Error(code), { code }), '/somewhere').message).toBe(
    `/somewhere cannot be written to (${words}). Set DATA_DIR to a folder that you may write to.`,
  );
});
