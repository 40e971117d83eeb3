import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from './lib/paths.mjs';

const BREACHES = {
  'apps/api/src/jobs/ground.ts': `import { a } from '../spaces/spaces.service.js';\nexport const b = a;`,
  'apps/api/src/spaces/inside.ts': `import { a } from '../discussions/discussion.entity.js';\nexport const b = a;`,
  'apps/api/src/spaces/heard.ts': `import { a } from '../notifications/inbox.service.js';\nexport const b = a;`,
  'apps/api/src/spaces/circle.entity.ts': `import { OneToMany } from 'typeorm';\nexport const b = OneToMany;`,
  'apps/api/src/spaces/env.ts': `export const b = process.env.PORT;`,
  'apps/api/src/spaces/now.ts': `export const b = Date.now();`,
  'apps/api/src/text/default.ts': `export default 1;`,
  'apps/api/src/text/page.ts': `import { ref } from 'vue';\nexport const b = ref;`,
  'apps/api/src/text/floating.ts': `async function f(): Promise<void> {}\nf();\nexport const b = 1;`,
  'apps/api/src/text/long.ts': `export const b = 1;\n`.concat('// x\n'.repeat(300)),
  'apps/web/src/ui/feature.ts': `import { a } from '../discussions/discussions.api';\nexport const b = a;`,
  'apps/web/src/home/server.ts': `import { Get } from '@nestjs/common';\nexport const b = Get;`,
  'apps/web/src/home/schema.ts': `import { Post } from '@fingerpost/contracts/discussions';\nexport const b = Post;`,
  'libs/contracts/src/framework.ts': `import { Get } from '@nestjs/common';\nexport const b = Get;`,
};

const ALLOWED = {
  'apps/api/src/spaces/service.ts': `import { a } from '../discussions/discussions.service.js';\nexport const b = a;`,
  'apps/api/src/config/env.ts': `export const b = process.env.PORT;`,
  'apps/web/src/home/types.ts': `import type { Post } from '@fingerpost/contracts/discussions';\nexport const b = (post: Post) => post;`,
};

describe('the walls', () => {
  let folder;
  let flagged;

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-walls-'));
    for (const [name, text] of Object.entries({ ...BREACHES, ...ALLOWED })) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    for (const name of [
      '.oxlintrc.json',
      'tsconfig.base.json',
      'apps/api/tsconfig.json',
      'apps/web/tsconfig.json',
    ])
      copyFileSync(inRoot(name), path.join(folder, name));
    symlinkSync(inRoot('node_modules'), path.join(folder, 'node_modules'), 'junction');
    const args = [
      inRoot('node_modules/oxlint/bin/oxlint'),
      '--type-aware',
      '--disable-nested-config',
      '-f',
      'unix',
    ];
    const { stdout } = spawnSync(process.execPath, [...args, 'apps', 'libs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    flagged = new Set(stdout.split('\n').map((line) => line.split(':')[0]));
  }, 30_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.keys(BREACHES))('stops %s', (name) => expect(flagged).toContain(name));
  it.each(Object.keys(ALLOWED))('lets %s pass', (name) => expect(flagged).not.toContain(name));
});

// A linter for scripts does not read templates.
it('sets HTML in one component alone', () => {
  const files = globSync('apps/web/src/**/*.{vue,ts}', { cwd: inRoot(), exclude: ['**/*.spec.ts'] });
  const setters = files.filter((file) =>
    /v-html|\.innerHTML\s*=|insertAdjacentHTML/.test(readFileSync(inRoot(file), 'utf8')),
  );
  expect(setters).toEqual(['apps/web/src/ui/UiProse.vue']);
});
