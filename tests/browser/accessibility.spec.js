// No page has a serious finding of axe, in light and dark, on a phone and on
// a wide screen; and no page is wider than its window.

import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, signIn } from './service.js';
import { makeAPast, PAGES } from './pages.js';

const test = base.extend({
  past: [
    async ({ service }, use) => {
      await makeAPast(service);
      await use();
    },
    { scope: 'worker' },
  ],
});

test.use({ desk: 'with a past' });
// The pages are divided among the workers, each with a past of its own.
test.describe.configure({ mode: 'parallel' });

for (const [width, colorScheme] of [[1280, 'light'], [390, 'dark']]) {
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme });

    test('signing in', async ({ page }) => {
      await page.goto('/sign-in');
      await finds_nothing(page);
    });

    test('a page that is not there', async ({ page, service }) => {
      await signIn(page, service, 'administrator');
      const response = await page.goto('/c/DEMO/nowhere');
      expect(response.status()).toBe(404);
      await finds_nothing(page);
    });

    for (const path of PAGES) {
      test(path, async ({ page, service, past }) => {
        await signIn(page, service, 'administrator');
        const response = await page.goto(path);
        expect(response.status()).toBe(200);
        // What is still worked out shows how far it is, and then goes on.
        await expect(page.locator('[data-events]')).toHaveCount(0);
        await finds_nothing(page);
      });
    }
  });
}

async function finds_nothing(page) {
  const { violations } = await new AxeBuilder({ page })
    // Mails are shown as they are, in frames where no script runs.
    .exclude('iframe')
    // The rows of a table are alike.
    .exclude('tbody tr:nth-child(n+9)')
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(serious).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'nothing is wider than the window').toBeLessThanOrEqual(0);
}
