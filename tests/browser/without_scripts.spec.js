// Where no script runs, everything still works: plain links, forms, pages.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, expect, signInByHand, signIn } from './service.js';

test.use({ javaScriptEnabled: false, desk: 'without scripts' });

const RULES = 'rules/relance.yaml';

test('from due items to a reminder that has left', async ({ page }) => {
  await signInByHand(page);
  await page.getByRole('link', { name: 'Due items' }).click();
  await page.getByRole('textbox', { name: 'Customer' }).fill('C0012');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('checkbox', { name: 'Tick FA26055/1' }).check();
  await page.getByRole('checkbox', { name: 'Tick FA26056/1' }).check();
  await page.getByRole('button', { name: 'Remind the ticked ones' }).click();

  const summary = page.locator('[data-summary]');
  await expect(summary).toContainText('1 reminder, 2 items');
  await page.getByRole('button', { name: 'Raise the level of FA26056/1' }).click();
  await expect(summary).toContainText('2 reminders, 2 items');
  await page.getByRole('checkbox', { name: 'Leave FA26055/1 out' }).check();
  await page.getByRole('button', { name: 'Update' }).click();
  await expect(summary).toContainText('1 reminder, 1 item');
  await expect(page.frameLocator('iframe').getByText('FA26056').first()).toBeVisible();
  await page.getByRole('button', { name: 'Check and send…' }).click();
  await page.getByRole('button', { name: 'Send 1 reminder' }).click();
  await expect(page.getByRole('status')).toHaveText('The reminders have left.');
});

test('a batch is run to its end', async ({ page, service }) => {
  await signIn(page, service);
  await page.goto('/c/DEMO/batches');
  await page.getByRole('link', { name: 'Preview of the next batch' }).click();
  await page.getByRole('button', { name: 'Run now…' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('to be confirmed');
  await page.getByLabel('I have seen the warning, and mean it').check();
  await page.getByRole('button', { name: /^Send \d+ reminders$/ }).click();
  // The page asks again by itself until it is done.
  await expect(heading).toContainText('finished', { timeout: 30_000 });
  await expect(page.getByText(/^sent: \d+, failed: 0, waiting: 0$/)).toBeVisible();
});

test('rules are checked, compared and saved in a plain field', async ({ page, service }) => {
  await signIn(page, service, 'administrator');
  await page.goto('/files');
  await page.getByRole('link', { name: 'relance.yaml', exact: true }).click();
  const field = page.getByLabel('Text', { exact: true });
  const text = await field.inputValue();
  await field.fill(text.replace('    lower: 16\n', '    lower: 14\n'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Not saved: these mistakes are in the way.');
  const line = text.split('\n').indexOf('    lower: 16') + 1;
  await page.getByRole('link', { name: new RegExp(`relance.yaml:${line}\\b`) }).first().click();
  await expect(page.locator(`#L${line}`)).toHaveText('    lower: 14');

  await field.fill(text.replace('  EUR: 5.00\n', '  EUR: 400.00\n'));
  await page.getByRole('button', { name: 'Compare the next batch' }).click();
  await expect(page.getByText('not above the minimum of 400.00 EUR').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Saved, and in force.');
  expect(await readFile(join(service.folder, RULES), 'utf8')).toContain('  EUR: 400.00\n');
});
