import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Run by `npm run test:long` alone. */
const LONG = process.env.TEST_LONG ? [] : ['**/*.long.spec.*'];

export default defineConfig({
  test: {
    // Two cores are what is promised; more workers only make each other late.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'contracts',
          include: ['libs/*/src/**/*.spec.ts', 'scripts/**/*.spec.mjs', 'apps/bench/src/**/*.spec.ts'],
          exclude: LONG,
        },
      },
      {
        root: 'apps/api',
        assetsInclude: ['**/*.docx', '**/*.csv'],
        test: {
          name: 'api',
          include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
          exclude: LONG,
          pool: 'forks',
          // Each file has its own server and database, while loading Nest anew for each took half of the time.
          isolate: false,
          globalSetup: ['test/global-setup.ts'],
          // Only what hangs: a machine that has other work is no fault of a test.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        root: 'apps/web',
        plugins: [vue()],
        test: {
          name: 'web',
          include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
        },
      },
    ],
  },
});
