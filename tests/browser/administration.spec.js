// Users, tokens, the mail server and the log of it all.

import { request } from '@playwright/test';
import { test, expect, signIn, signInByHand } from './service.js';

test('who was added can sign in', async ({ page }) => {
  await signInByHand(page, 'administrator');
  await page.goto('/admin');
  await page.getByRole('link', { name: 'New user' }).click();
  await page.getByLabel('Login').fill('alix');
  await page.getByLabel('Name', { exact: true }).fill('Alix Martin');
  await page.getByLabel('Password').fill('short');
  await page.getByLabel('Role').selectOption({ label: 'reader' });
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Alix Martin');
  await page.getByLabel('Password').fill('a longer one than before');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('status')).toHaveText('The user was created.');
  await expect(page.getByRole('row', { name: /alix/ })).toContainText('reader');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInByHand(page, 'alix', 'a longer one than before');
  await expect(page.getByRole('link', { name: 'Alix Martin' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
});

test('a token is shown once, opens the API, and is revoked', async ({ page, service }) => {
  await signIn(page, service, 'administrator');
  await page.goto('/admin/tokens');
  await page.getByLabel('Name', { exact: true }).fill('ERP');
  await page.getByLabel('Role').selectOption({ label: 'reader' });
  await page.getByRole('button', { name: 'Create' }).click();
  const shown = page.locator('code.admin-secret');
  const token = await shown.textContent();
  const program = await request.newContext({ extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const companies = () => program.get(`${service.url}/api/v1/companies`);
  expect((await companies()).status()).toBe(200);

  await page.goto('/admin/tokens');
  await expect(shown).toHaveCount(0);
  await expect(page.getByText(token)).toHaveCount(0);
  const row = page.getByRole('row', { name: /ERP/ });
  await expect(row).toContainText('active');
  page.once('dialog', (dialog) => dialog.accept());
  await row.getByRole('button', { name: 'Revoke ERP' }).click();
  await expect(page.getByRole('status')).toHaveText('The token was revoked.');
  await expect(row).toContainText('revoked');
  expect((await companies()).status()).toBe(401);
  await program.dispose();

  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByLabel('Action', { exact: true }).selectOption({ label: 'token revoked' });
  await page.getByRole('button', { name: 'Show' }).click();
  const entry = page.getByRole('row', { name: /token revoked/ }).first();
  await expect(entry).toContainText('administrator');
  await expect(entry).toContainText('ERP');
});

test('a test mail tells where mails go', async ({ page, service }) => {
  await signIn(page, service, 'administrator');
  await page.goto('/admin/mail');
  await page.getByLabel('To').fill('alix@client.example');
  await page.getByRole('button', { name: 'Send a test mail' }).click();
  await expect(page.getByRole('status')).toContainText('The mail was written to the folder:');
});
