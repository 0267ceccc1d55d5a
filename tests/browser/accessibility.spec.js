// No page has a serious finding of axe, in light and dark, on a phone and on
// a wide screen; and no page is wider than its window.

import AxeBuilder from '@axe-core/playwright';
import { test, expect, signIn } from './service.js';
import { PAGES } from './pages.js';

for (const [width, colorScheme] of [[1280, 'light'], [390, 'dark']]) {
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme });

    test('signing in', async ({ page }) => {
      await page.goto('/sign-in');
      await finds_nothing(page);
    });

    for (const path of PAGES) {
      test(path, async ({ page, service }) => {
        await signIn(page, service, 'administrator');
        const response = await page.goto(path);
        expect(response.status()).toBe(200);
        await finds_nothing(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, 'nothing is wider than the window').toBeLessThanOrEqual(0);
      });
    }
  });
}

async function finds_nothing(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(serious).toEqual([]);
}
