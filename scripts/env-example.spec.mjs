import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inRoot } from './lib/paths.mjs';

const names = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

// FINGERPOST_… is between the launcher and the server.
it('.env.example names every setting, and no other', () => {
  const settings = readFileSync(inRoot('apps/api/src/config/environment.ts'), 'utf8');
  const example = readFileSync(inRoot('.env.example'), 'utf8');
  const known = names(settings, /^ {2}(?!FINGERPOST_)([A-Z][A-Z0-9_]+): /gm);
  expect(known.size).toBeGreaterThan(5);
  expect(names(example, /^#([A-Z][A-Z0-9_]+)=/gm)).toEqual(known);
});
