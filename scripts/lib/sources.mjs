import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const SHARED = ['libs', 'tsconfig.base.json', 'package-lock.json'];

/** What goes into each build. Content is compared, not times: a checkout gives every file a new time. */
export const BUILDS = {
  api: {
    folder: inRoot('apps/api'),
    sources: ['apps/api/src', 'apps/api/vite.config.ts', 'apps/api/tsconfig.json', ...SHARED],
  },
  web: {
    folder: inRoot('apps/web'),
    sources: ['apps/web/src', 'apps/web/public', 'apps/web/index.html', 'apps/web/vite.config.ts', ...SHARED],
  },
};

const SKIPPED = /\.spec\.(ts|mts|mjs)$|^node_modules$|^dist$|\.tsbuildinfo$/;

function* filesIn(at) {
  if (!existsSync(at)) return;
  if (statSync(at).isFile()) return yield at;
  for (const entry of readdirSync(at).toSorted())
    if (!SKIPPED.test(entry)) yield* filesIn(path.join(at, entry));
}

export function fingerprint(sources, root = inRoot()) {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of filesIn(path.join(root, source)))
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const stamp = (name) => path.join(BUILDS[name].folder, 'dist/.built-from');

export const isFresh = (name) =>
  existsSync(stamp(name)) && readFileSync(stamp(name), 'utf8') === fingerprint(BUILDS[name].sources);

export const markBuilt = (name, print) => writeFileSync(stamp(name), print);
