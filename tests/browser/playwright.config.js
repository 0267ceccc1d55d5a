import { defineConfig } from '@playwright/test';

// Debian's own Chromium, or the one that is named.
export const chromium = {
  browserName: 'chromium',
  headless: true,
  launchOptions: {
    executablePath: process.env.RELANCE_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

export default defineConfig({
  testMatch: '*.spec.js',
  // One service and one database for each worker.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  outputDir: '../../target/browser',
  // No traces: the scripts they need are refused in the frames of mails.
  use: { ...chromium, locale: 'en-GB', screenshot: 'only-on-failure' },
});
