// Due items: found, followed up in bulk, held.

import { test, expect, signIn } from './service.js';

test.beforeEach(async ({ page, service }) => {
  await signIn(page, service);
});

/** The items of a customer, by the form of the search. */
async function search(page, customer) {
  await page.goto('/c/DEMO/items');
  await page.getByRole('textbox', { name: 'Customer' }).fill(customer);
  await page.getByRole('checkbox', { name: 'Overdue' }).check();
  await page.getByRole('button', { name: 'Search' }).click();
}

test('a promise is noted on several items at once', async ({ page }) => {
  await search(page, 'C0002');
  await expect(page.getByRole('row', { name: /C0002/ }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /C0001/ })).toHaveCount(0);
  const rows = page.getByRole('row', { name: /C0002/ });
  const items = await rows.getByRole('rowheader').allTextContents();
  expect(items.length).toBeGreaterThan(2);
  const [one, two, other] = items.map((item) => item.trim());
  await page.getByRole('checkbox', { name: `Tick ${one}` }).check();
  await page.getByRole('checkbox', { name: `Tick ${two}` }).check();
  await page.getByRole('button', { name: 'Follow-up and holds of the ticked ones' }).click();

  await expect(page.getByText('2 items.')).toBeVisible();
  await page.getByLabel('Status').selectOption({ label: 'Payment promised' });
  await page.getByLabel('Promised for').fill('2026-12-01');
  await page.getByRole('textbox', { name: 'Comment' }).fill('Called: pays on the first');
  await page.getByRole('button', { name: 'Save on 2 items' }).click();

  // Back where the items were found.
  await expect(page.getByRole('status').first()).toHaveText('The follow-up is saved.');
  await expect(page.getByRole('textbox', { name: 'Customer' })).toHaveValue('C0002');
  for (const item of [one, two]) {
    const row = page.getByRole('row', { name: new RegExp(item) });
    await expect(row).toContainText('Payment promised');
    await expect(row).toContainText('01/12/2026');
  }
  await expect(page.getByRole('row', { name: new RegExp(other) })).not.toContainText('Payment promised');
});

test('a hold needs its reason, and is seen on the invoice until it is lifted', async ({ page }) => {
  await search(page, 'C0103');
  await page.getByRole('checkbox', { name: 'Tick FA27178/1' }).check();
  await page.getByRole('button', { name: 'Follow-up and holds of the ticked ones' }).click();
  await page.getByLabel('Kind').selectOption({ label: 'automatic hold' });
  await page.getByRole('button', { name: 'Place a hold' }).click();
  await expect(page.getByRole('alert')).toContainText('say why the hold is placed');
  await expect(page.getByLabel('Kind').locator('option:checked')).toHaveText('automatic hold');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Waits for a credit note');
  await page.getByRole('button', { name: 'Place a hold' }).click();
  await expect(page.getByRole('status').first()).toHaveText('The hold is placed.');

  await page.getByRole('link', { name: 'FA27178/1' }).click();
  const holds = page.locator('section', { has: page.getByRole('heading', { name: 'Holds' }) });
  await expect(holds).toContainText('Waits for a credit note');
  await holds.getByRole('button', { name: 'Lift' }).click();
  await expect(page.getByRole('status').first()).toHaveText('The hold is lifted.');
  await expect(holds.getByRole('button', { name: 'Lift' })).toHaveCount(0);
});

test('all of a page are ticked by one box', async ({ page }) => {
  await search(page, 'C0002');
  await page.getByRole('checkbox', { name: 'Tick all of this page' }).check();
  const boxes = page.locator('input[name=item]');
  expect(await boxes.count()).toBeGreaterThan(2);
  expect(await page.locator('input[name=item]:checked').count()).toBe(await boxes.count());
});
