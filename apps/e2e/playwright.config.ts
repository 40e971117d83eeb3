import { chromium, defineConfig } from '@playwright/test';

const { CHROME_PATH, CHROME_WINDOWLESS_PATH } = process.env;
/** Where the browser is Playwright's own, it takes its one without windows by itself. */
const executablePath =
  CHROME_WINDOWLESS_PATH ?? (CHROME_PATH === chromium.executablePath() ? undefined : CHROME_PATH);

// Run by `npm test -- e2e`, which finds the browser; the server of the run is started by global-setup.
export default defineConfig({
  testDir: 'src',
  globalSetup: './src/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  // A journey that passes only the second time is named as flaky in the report.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  // Long for a machine that does other things beside; what must be quick says so in its own journey.
  timeout: 90_000,
  expect: { timeout: 15_000, toMatchAriaSnapshot: { pathTemplate: '{testDir}/everybody/trees/{arg}{ext}' } },
  projects: [
    { name: 'journeys', testIgnore: '**/alone/**', teardown: 'alone' },
    // After all others, and one after the other, since each sees every change of the database or of the site.
    { name: 'alone', testMatch: '**/alone/**', workers: 1 },
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath },
  },
});
