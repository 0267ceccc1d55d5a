// The main way through the application by keyboard alone: who uses no mouse
// signs in, finds an item, and reminds of it.

import { PASSWORD, test, expect } from './service.js';

/** Goes on with the key until the control has the focus, and shows it. */
async function reach(page, control, key = 'Tab') {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    if (await control.evaluate((element) => element === document.activeElement)) {
      const outline = await control.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, 'the focus is seen').not.toBe('none');
      return;
    }
  }
  throw new Error(`${control} is not reached by ${key}`);
}

test('from signing in to a reminder that has left, without a mouse', async ({ page }) => {
  const { keyboard } = page;
  await page.goto('/sign-in');
  await expect(page.getByLabel('Login')).toBeFocused();
  await keyboard.type('clerk');
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');

  // The first stop leads past the navigation.
  await reach(page, page.getByRole('link', { name: 'Skip to the content' }));
  await keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await reach(page, page.getByRole('link', { name: 'Due items' }), 'Shift+Tab');
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Due items');
  await reach(page, page.getByLabel('Text', { exact: true }));
  await keyboard.type('FA26154');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/text=FA26154/);
  await reach(page, page.getByRole('checkbox', { name: 'Tick FA26154/1' }));
  await keyboard.press('Space');
  await reach(page, page.getByRole('button', { name: 'Remind the ticked ones' }), 'Shift+Tab');
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compose reminders');
  const lower = page.getByRole('button', { name: 'Lower the level of FA26154/1' });
  await reach(page, lower);
  await keyboard.press('Enter');
  await expect(page.getByLabel('Level of FA26154/1').locator('option:checked')).toHaveText('N4');
  await expect(lower, 'what was pressed keeps the focus').toBeFocused();
  await reach(page, page.getByRole('button', { name: 'Check and send…' }), 'Shift+Tab');
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check and send');
  await reach(page, page.getByRole('button', { name: 'Send 1 reminder' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('The reminders have left.');
});
