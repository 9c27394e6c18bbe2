import { defineConfig, devices } from '@playwright/test';

/** Found by scripts/find-browser.mjs; without it Playwright's own Chromium is used. */
const executablePath = process.env.PICSCRIPTER_CHROMIUM;

/** Quiet, and nothing that calls home. Root (a container) has no sandbox. */
const args = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // Every test has a desktop and platforms of its own, so files may run beside each other.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Upper limits for a machine that is busy with other things; nothing waits longer than it must.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30_000,
    timezoneId: process.env.TZ ?? 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: { args, ...(executablePath ? { executablePath } : {}) },
  },
});
