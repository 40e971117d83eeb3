import { expect, it } from 'vitest';
import { folderFault, isFullDisk } from './fault.mjs';

it.each([
  'initdb: error: could not write to file: No space left on device',
  'Error: ENOSPC: no space left on device, write',
  'There is not enough space on the disk.',
])('knows a full disk: %s', (text) => expect(isFullDisk(text)).toBe(true));

it.each([
  ['EACCES', 'permission denied'],
  ['EROFS', 'read-only file system'],
  ['ENOTDIR', 'a file stands in its way'],
])('says %s in plain words', (code, words) => {
  expect(folderFault(Object.assign(new Error(code), { code }), '/somewhere').message).toBe(
    `/somewhere cannot be written to (${words}). Set DATA_DIR to a folder that you may write to.`,
  );
});
