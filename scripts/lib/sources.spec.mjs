import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fingerprint } from './sources.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-sources-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('changes with the words of a source, not with its time or with a spec', () => {
  const at = (name) => path.join(folder, 'src', name);
  mkdirSync(path.join(folder, 'src'));
  writeFileSync(at('a.ts'), '1');
  const before = fingerprint(['src'], folder);
  utimesSync(at('a.ts'), 1, 1);
  writeFileSync(at('a.spec.ts'), 'test');
  expect(fingerprint(['src'], folder)).toBe(before);
  writeFileSync(at('a.ts'), '2');
  expect(fingerprint(['src'], folder)).not.toBe(before);
});
