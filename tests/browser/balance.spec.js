// The aged balance, from all accounts to one document.

import { readFile } from 'node:fs/promises';
import { test, expect, signIn } from './service.js';

test('filters stay in the address, and an account opens down to its document', async ({ page, service }) => {
  await signIn(page, service, 'reader');
  await page.goto('/c/DEMO/balance');
  await page.getByLabel('Account, document or label').fill('Meunier');
  await page.getByLabel('Ages from', { exact: true }).selectOption({ label: 'the due date' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/q=Meunier/);
  await page.reload();
  await expect(page.getByLabel('Account, document or label')).toHaveValue('Meunier');
  await expect(page.getByLabel('Ages from', { exact: true }).locator('option:checked')).toHaveText('the due date');
  const codes = page.getByRole('rowheader').getByRole('link');
  await expect(codes.filter({ hasText: 'C0044' })).toBeVisible();
  await expect(codes.filter({ hasText: 'C0001' })).toHaveCount(0);

  await codes.filter({ hasText: 'C0044' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Garage Meunier SARL');
  const operation = page.getByRole('row', { name: /FA26264/ });
  await expect(operation).toContainText('1,200.44');
  await expect(operation).toContainText('Overdue');
  await operation.getByRole('link', { name: /FA26264/ }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.getByRole('link', { name: 'FA26264/1' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invoice FA26264');
});

test('what is shown is downloaded as CSV', async ({ page, service }) => {
  await signIn(page, service, 'reader');
  await page.goto('/c/DEMO/balance?accounts=C0044');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Every operation:, CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^aged-balance-customers.*\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('FA26264');
  expect(text).not.toContain('C0001');
});
