// Coming in, the language, going out.

import { PASSWORD, test, expect, signIn, signInByHand } from './service.js';

test('somebody signs in by the form and out again', async ({ page }) => {
  await signInByHand(page, 'reader');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/c/DEMO/balance');
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('a wrong password is told, and after the right one the page that was asked for comes', async ({ page }) => {
  await page.goto('/c/DEMO/items?level=N5');
  await page.getByLabel('Login').fill('reader');
  await page.getByLabel('Password').fill('a wrong password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Login and password do not belong together.');
  await expect(page.getByLabel('Login')).toHaveValue('reader');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/c\/DEMO\/items\?level=N5$/);
});

test('the language is switched on the page where one is', async ({ page, service }) => {
  await signIn(page, service, 'reader');
  await page.goto('/c/DEMO/balance?group=bucket');
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page).toHaveURL(/\/balance\?group=bucket$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Balance âgée');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aged balance');
});
