import { defineConfig } from '@playwright/test';
import { chromium } from './playwright.config.js';

// `npm run pictures` writes the pictures of the README to docs/.
export default defineConfig({
  testMatch: 'pictures.js',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: '../../target/browser',
  use: { ...chromium, locale: 'en-GB' },
});
