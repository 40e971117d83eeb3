import { defineConfig } from '@playwright/test';

// Run by `npm test -- e2e`, which finds the browser; the server of the run is started by global-setup.
export default defineConfig({
  testDir: 'src',
  globalSetup: './src/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    baseURL: process.env.E2E_URL,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROME_PATH },
  },
});
