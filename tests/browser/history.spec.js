// What was sent, as it was sent.

import { readFile } from 'node:fs/promises';
import { test, expect, signIn, TODAY } from './service.js';

test('a message is found, read and downloaded as it was sent', async ({ page, service }) => {
  service.relance('remind', 'FA26475', '--yes', '--as-of', TODAY);
  await signIn(page, service, 'reader');
  await page.goto('/c/DEMO/history');
  await page.getByRole('textbox', { name: 'Customer' }).fill('C0148');
  await page.getByLabel('Result').selectOption({ label: 'sent' });
  await page.getByRole('button', { name: 'Search' }).click();
  const row = page.getByRole('row', { name: /C0148/ });
  await expect(row).toHaveCount(1);
  await row.getByRole('link', { name: /Mise en demeure/ }).click();

  await expect(page.getByRole('region', { name: 'Items' }).getByRole('table')).toContainText('FA26475');
  const frame = page.locator('iframe[title="The reminder as it was made"]');
  await expect(frame).toHaveAttribute('sandbox', '');
  await expect(frame.contentFrame().getByText('FA26475').first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as .eml' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.eml$/);
  const message = await readFile(await file.path(), 'utf8');
  expect(message).toMatch(/^Message-ID: </m);
  const shown = await page.locator('dl', { hasText: 'Subject' }).getByRole('definition').allTextContents();
  const recipient = shown.join(' ').match(/\S+@\S+\.example/g).at(-1);
  expect(message).toContain(recipient);
});
