// The pictures of the README: the demonstration company, after a first batch.

import { join } from 'node:path';
import { test, expect, project, signIn } from './service.js';

test.use({ desk: 'for pictures' });
test.beforeAll(({ service }) => service.relance('run', '--yes', '--as-of', '2026-11-10'));

/** From the top of the page, as high as it takes to show what it is about. */
async function picture(page, name, height) {
  const clip = { x: 0, y: 0, width: 1280, height };
  const path = join(project, 'docs', `${name}.png`);
  await page.screenshot({ path, clip, fullPage: true, animations: 'disabled' });
}

/** Where something on the page ends, with a little room below. */
async function below(element) {
  const { y, height } = await element.boundingBox();
  return Math.ceil(y + height) + 24;
}

test.use({ viewport: { width: 1280, height: 900 } });

test('overview', async ({ page, service }) => {
  await signIn(page, service);
  await page.goto('/c/DEMO');
  const charts = page.locator('img.chart:visible');
  for (const chart of await charts.all()) {
    await chart.scrollIntoViewIfNeeded();
    await expect.poll(() => chart.evaluate((image) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  }
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, 'web-overview', await below(charts.last()));
});

test('batch', async ({ page, service }) => {
  await signIn(page, service);
  await page.goto('/c/DEMO/batches/RelancesAutomatiques/preview');
  await expect(page.getByText(/^Worked out on/)).toBeVisible();
  const rows = page.getByRole('region', { name: 'Reminders' }).locator('tbody tr');
  await picture(page, 'web-batch', await below(rows.nth(2)));
});

test('editor', async ({ page, service }) => {
  await signIn(page, service, 'administrator');
  // The editor is as high as a part of the window.
  await page.setViewportSize({ width: 1280, height: 560 });
  await page.goto('/files/edit?path=rules/relance.yaml');
  const text = page.locator('#text');
  const before = 'when: item.disputed\n    enabled: false';
  await text.evaluate((field, [from, to]) => {
    field.value = field.value.replace(from, to);
  }, [before, before.replace('false', 'true')]);
  await page.getByRole('button', { name: 'Compare the next batch' }).click();
  await expect(page.getByRole('heading', { name: /^\d+ items? changes?$/ })).toBeVisible();
  await expect(page.locator('#problems')).toContainText('No mistakes.');
  // To the line that was changed; the editor writes out what is near only.
  const editor = page.locator('.cm-scroller');
  const line = editor.getByText('when: item.disputed');
  for (let top = 0; !(await line.isVisible()) && top < 5000; top += 150) {
    await editor.evaluate((scroller, to) => { scroller.scrollTop = to; }, top);
  }
  await line.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.evaluate(() => window.scrollTo(0, 0));
  const changes = page.getByRole('region', { name: /^\d+ items? changes?$/ });
  await picture(page, 'web-editor', await below(changes));
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('composer', async ({ page, service }) => {
    await signIn(page, service);
    const items = 'item=C0002/FA26019&item=C0002/FA26021&item=C0011/FA26050';
    await page.goto(`/c/DEMO/reminders/new?${items}&raise=C0002/FA26019/1`);
    await expect(page.locator('[data-summary]')).toContainText('2 reminders');
    const frame = page.locator('iframe.message');
    await expect(frame.contentFrame().getByText('FA26019').first()).toBeVisible();
    // What a frame holds is painted in the window only.
    await page.setViewportSize({ width: 1280, height: 1600 });
    await picture(page, 'web-composer', 1600);
  });
});
