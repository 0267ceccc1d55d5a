// What there is to see at the start of a day.

import { test, expect, signIn, TODAY } from './service.js';

test.use({ desk: 'overview' });

test('the charts of what is overdue are drawn, and stand in tables as well', async ({ page, service }) => {
  await signIn(page, service, 'reader');
  await page.goto('/c/DEMO');
  for (const [title, heading] of [
    ['Overdue in EUR, by days past the due date', 'Days past due'],
    ['Overdue in EUR, by level', 'Level'],
  ]) {
    const part = page.locator('section', { has: page.getByRole('heading', { name: title }) });
    const chart = part.locator('img.chart');
    await chart.scrollIntoViewIfNeeded();
    await expect.poll(() => chart.evaluate((image) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
    const table = part.getByRole('table');
    await expect(table.getByRole('columnheader').first()).toHaveText(heading);
    await expect(table.getByRole('cell').filter({ hasText: '€' }).first()).toBeVisible();
  }
});

test('the last run is one step away', async ({ page, service }) => {
  service.relance('remind', 'FA26400', '--yes', '--as-of', TODAY, '--by', 'Alix');
  await signIn(page, service, 'reader');
  await page.goto('/c/DEMO');
  const last = page.locator('section', { has: page.getByRole('heading', { name: 'Last run' }) });
  await expect(last).toContainText('by hand, Alix');
  await expect(last).toContainText('1 sent');
  await last.getByRole('link', { name: /^Run \d+$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('finished');
});
