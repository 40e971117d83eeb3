import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { probe } from './processes.mjs';

const ONCE_INTERRUPTED = 'if [ -e "$1" ]; then exit 0; fi; touch "$1"; kill -INT $$';

it.skipIf(process.platform === 'win32')('asks again where Ctrl+C cut the answer off', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-probe-'));
  const args = ['-c', ONCE_INTERRUPTED, 'sh', path.join(folder, 'asked')];
  expect(probe('/bin/sh', args, {})).toMatchObject({ status: 0, signal: null });
  expect(probe('/bin/sh', ['-c', 'exit 3'], {}).status).toBe(3);
  expect(probe('/bin/sh', ['-c', 'kill -INT $$'], {}).signal).toBe('SIGINT');
  rmSync(folder, { recursive: true });
});
