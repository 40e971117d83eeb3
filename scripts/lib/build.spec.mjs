import { expect, it } from 'vitest';
import { buildFault } from './build.mjs';
import { inRoot } from './paths.mjs';

it.each([
  ['ENOSPC: no space left on device, write', /^The disk that holds .* is full, so the pages cannot be built/],
  ["EACCES: permission denied, mkdir 'dist'", /^This user may not write to .*, so the pages cannot be built/],
  [
    "EROFS: read-only file system, open 'dist'",
    /^This user may not write to .*, so the pages cannot be built/,
  ],
])('tells in one line what is wrong with the place: %s', (output, told) => {
  const { message } = buildFault('web', `error during build:\nError: ${output}\n    at somewhere\n`);
  expect(message).toMatch(told);
  expect(message).toContain(inRoot('apps/web'));
  expect(message).not.toContain('\n');
});

it('shows all that was told of a mistake in the code', () => {
  expect(buildFault('api', 'main.ts: Unexpected token\n').message).toBe(
    'main.ts: Unexpected token\n\nBuilding the server failed; the reason is above.',
  );
});
