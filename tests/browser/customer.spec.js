// One customer: what comes next, and why; and whether anything comes at all.

import { test, expect, signIn } from './service.js';

test('a customer shows what would be sent next, and why the rest would not', async ({ page, service }) => {
  await signIn(page, service, 'reader');
  await page.goto('/c/DEMO/customers?text=Meunier');
  await page.getByRole('link', { name: 'C0044' }).click();
  await expect(page.getByText('helene.mercier@garage-meunier-sarl.example').first()).toBeVisible();
  const next = page.getByRole('region', { name: 'What would be sent next' });
  await expect(next).toContainText('Mise en demeure de payer');
  await expect(next).toContainText('FA26264/1');
  await next.getByText('See the mail').click();
  const mail = next.frameLocator('iframe');
  await expect(mail.getByText('FA26264').first()).toBeVisible();
  await expect(next.getByRole('row', { name: /FA26760\/1/ })).toContainText('already at N4');
});

test('a clerk switches off what the batch sends to a customer', async ({ page, service }) => {
  await signIn(page, service);
  await page.goto('/c/DEMO/customers/C0058');
  const next = page.getByRole('region', { name: 'What would be sent next' });
  await expect(next.getByRole('article').first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Reminded by the batch' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('The settings are saved.');
  await expect(page.getByRole('checkbox', { name: 'Reminded by the batch' })).not.toBeChecked();
  await expect(next.getByRole('article')).toHaveCount(0);
  await expect(next).toContainText('The batch would send nothing to this customer.');
  await expect(next.getByRole('row').nth(1)).toContainText('automatic reminders are off');
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('setting changed');
});
