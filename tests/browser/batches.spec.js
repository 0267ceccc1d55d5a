// A batch: looked at, kept as a plan, run, stopped, gone on with.

import { test, expect, signIn, WITH_MAIL_SERVER } from './service.js';

test.use({ desk: WITH_MAIL_SERVER });

test.beforeEach(async ({ page, service }) => {
  await signIn(page, service);
  await page.goto('/c/DEMO/batches');
  await page.getByRole('link', { name: 'Preview of the next batch' }).click();
  // It may take a moment to be worked out: the page goes on by itself.
  await expect(page.getByText(/^Worked out on/)).toBeVisible();
});

test('the preview shows what would leave, what would not, and why', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preview of RelancesAutomatiques');
  await page.getByRole('row', { name: /C0044.*N5/ }).getByRole('link', { name: /^See the mail/ }).click();
  const mail = page.frameLocator('iframe.message');
  await expect(mail.getByText('FA26264').first()).toBeVisible();
  await page.goBack();

  await page.getByRole('link', { name: /^Left out \(/ }).click();
  const reasons = page.getByRole('region', { name: 'Left out, by reason' });
  const reason = reasons.getByRole('row', { name: /without a recipient/ });
  const count = Number(await reason.getByRole('cell').textContent());
  await reason.getByRole('link').click();
  await expect(page.getByText('Only this reason: without a recipient.')).toBeVisible();
  const rows = page.getByRole('region', { name: 'Left out', exact: true }).locator('tbody tr');
  await expect(rows).toHaveCount(count);
  await expect(rows.filter({ hasText: 'no recipient' })).toHaveCount(count);
});

test('a plan is kept, and given up', async ({ page }) => {
  await page.getByRole('button', { name: 'Save as a plan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('saved plan');
  const number = (await page.getByRole('heading', { level: 1 }).textContent()).match(/\d+/)[0];
  await page.goto('/c/DEMO/batches');
  await page.getByRole('region', { name: 'Saved plans' }).getByRole('link', { name: number }).click();
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Give up' }).click();
  await expect(page.getByRole('status')).toHaveText('The run was given up.');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('cancelled');
});

test('a batch is confirmed, followed as it goes, stopped, and goes on to its end', async ({ page }) => {
  await page.getByRole('button', { name: 'Run now…' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('to be confirmed');
  const send = page.getByRole('button', { name: /^Send \d+ reminders$/ });
  const count = Number((await send.textContent()).match(/\d+/)[0]);
  expect(count).toBeGreaterThan(50);
  // As many as never before need a yes of their own.
  await send.click();
  await expect(page.getByRole('alert')).toContainText('Nothing was sent');
  await page.getByLabel('I have seen the warning, and mean it').check();
  await send.click();

  const bar = page.getByRole('progressbar');
  await expect(bar).toBeVisible();
  const done = () => bar.evaluate((element) => element.value);
  await expect.poll(done).toBeGreaterThan(0);
  const before = await done();
  await expect.poll(done).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/^Stopped: \d+ reminders wait/)).toBeVisible();
  await expect(heading).toContainText('not finished');

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(heading).toContainText('finished', { timeout: 30_000 });
  await expect(page.getByText(`sent: ${count}, failed: 0, waiting: 0`)).toBeVisible();
  const first = page.getByRole('region', { name: 'Reminders' }).locator('tbody tr').first();
  await expect(first).toContainText('sent');
  await first.getByRole('rowheader').getByRole('link').click();
  await expect(heading).toHaveText(/^Reminder \d+$/);
});
