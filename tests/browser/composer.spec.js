// Reminders by hand: from the items to what has left.

import { test, expect, signIn } from './service.js';

test.beforeEach(async ({ page, service }) => {
  await signIn(page, service);
});

/** From the due items of a customer to the composer, all of them ticked. */
async function compose(page, customer) {
  await page.goto(`/c/DEMO/items?customer=${customer}&remindable=on&overdue=on`);
  await page.getByRole('checkbox', { name: 'Tick all of this page' }).check();
  await page.getByRole('button', { name: 'Remind the ticked ones' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compose reminders');
}

test('one item is raised, one left out, and what was looked at is sent', async ({ page }) => {
  await compose(page, 'C0012');
  const summary = page.locator('[data-summary]');
  await expect(summary).toContainText('1 reminder, 3 items: €28.01');

  // Each change shows at once what it comes to.
  await page.getByRole('button', { name: 'Raise the level of FA26056/1' }).click();
  await expect(summary).toContainText('2 reminders, 3 items');
  await expect(page.getByLabel('Level of FA26056/1').locator('option:checked')).toHaveText('N2');
  await page.getByRole('checkbox', { name: 'Leave FA26054/1 out' }).check();
  await expect(summary).toContainText('2 reminders, 2 items');
  await expect(page.getByRole('region', { name: 'Left out by you' })).toContainText('FA26054/1');
  await expect(page).toHaveURL(/drop=/);

  await page.getByRole('button', { name: /^Preview Presse de la Gare EURL, N2$/ }).click();
  await expect(page.getByRole('heading', { name: /^Preview: .*N2$/ })).toBeVisible();
  const mail = page.frameLocator('iframe[title="The reminder as it will be"]');
  await expect(mail.getByText('FA26056').first()).toBeVisible();
  await expect(mail.getByText('FA26054')).toHaveCount(0);
  await page.getByLabel('Samira Mansouri (SMA)').check();
  await expect(page.getByText(/samira\.mansouri@/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Check and send…' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check and send');
  await page.getByRole('button', { name: 'Send 2 reminders' }).click();
  await expect(page.getByRole('status')).toHaveText('The reminders have left.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Run \d+ by hand$/);
  const results = page.getByRole('row').filter({ hasText: 'C0012' });
  await expect(results.getByText('sent', { exact: true })).toHaveCount(2);

  await page.goto('/c/DEMO/items?customer=C0012');
  await expect(page.getByRole('row', { name: /FA26056\/1/ })).toContainText('N2');
  await expect(page.getByRole('row', { name: /FA26054\/1/ })).toContainText('never reminded');
});

test('a double click sends once', async ({ page }) => {
  await page.goto('/c/DEMO/reminders/new?item=C0103/FA26441');
  await page.getByRole('button', { name: 'Check and send…' }).click();
  await page.getByRole('button', { name: 'Send 1 reminder' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Run \d+ by hand$/);
  await page.goto('/c/DEMO/history?customer=C0103&result=sent');
  await expect(page.getByRole('row', { name: /Optique Vasseur/ })).toHaveCount(1);
});

test('a letter is made in the extension of choice', async ({ page }) => {
  await page.goto('/c/DEMO/reminders/new?item=C0053/FA26400&again=on');
  await page.getByLabel('Letters', { exact: true }).check();
  await page.getByLabel('Extension of letters').selectOption({ label: 'PDF' });
  await expect(page.getByRole('link', { name: 'Download as PDF' })).toBeVisible();
  await page.getByRole('button', { name: 'Check and send…' }).click();
  await page.getByRole('button', { name: 'Make 1 letter' }).click();
  await expect(page.getByRole('status')).toHaveText('The letters are made.');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'All letters in one PDF' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
});
