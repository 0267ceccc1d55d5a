// Rules and templates: changed with the editor, compared, saved, brought back.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, expect, signIn } from './service.js';

const RULES = 'rules/relance.yaml';
const MAIL = 'templates/mail/N2/fr/body.html';

test.use({ desk: 'editor' });

const read = (service, path) => readFile(join(service.folder, path), 'utf8');

/** Opens a file and changes one line of it, as somebody does who types. A
 * program that was built without the editor has a plain field. */
async function write(page, service, path, before, after) {
  const lines = (await read(service, path)).split('\n');
  const number = lines.indexOf(before) + 1;
  expect(number, `a line “${before}”`).toBeGreaterThan(0);
  await page.goto(`/files/edit?path=${path}&line=${number}`);
  const field = page.locator('#text');
  const editor = page.getByRole('textbox', { name: `Text of ${path}` });
  await expect(editor.or(field).first()).toBeVisible();
  if (await field.isVisible()) {
    lines[number - 1] = after;
    await field.fill(lines.join('\n'));
    return number;
  }
  await expect(editor).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.insertText(after);
  await expect(field).toHaveValue(new RegExp(escaped(after)));
  return number;
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

test.beforeEach(async ({ page, service }) => {
  await signIn(page, service, 'administrator');
});

test('a mistake shows its line, and is not saved', async ({ page, service }) => {
  const text = await read(service, RULES);
  const line = await write(page, service, RULES, '    lower: 16', '    lower: 14');
  const problems = page.locator('#problems');
  await expect(problems.getByText('mistake', { exact: true }).first()).toBeVisible();
  await expect(problems.getByRole('link', { name: new RegExp(`relance.yaml:${line}\\b`) }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Not saved: these mistakes are in the way.');
  await expect(page.locator('#text')).toHaveValue(/lower: 14/);
  expect(await read(service, RULES)).toBe(text);
});

test('a rule is changed after a look at the next batch, and brought back', async ({ page, service }) => {
  const text = await read(service, RULES);
  await write(page, service, RULES, '  EUR: 5.00', '  EUR: 400.00');
  await expect(page.locator('#problems')).toContainText('No mistakes.');
  await page.getByRole('button', { name: 'Compare the next batch' }).click();
  const heading = page.getByRole('heading', { name: 'RelancesAutomatiques of Ateliers Beaumont SAS on 24/11/2026' });
  await expect(heading, 'what was asked for is in sight').toBeInViewport();
  const changes = page.getByRole('region', { name: /^\d+ items? changes?$/ });
  await expect(changes.getByRole('row').nth(1)).toContainText('not above the minimum of 400.00 EUR');

  await page.getByRole('textbox', { name: 'Why' }).first().fill('Small sums cost more than they bring');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').first()).toHaveText('Saved, and in force.');
  expect(await read(service, RULES)).toBe(text.replace('EUR: 5.00', 'EUR: 400.00'));

  await page.getByRole('main').getByRole('link', { name: 'History', exact: true }).click();
  const revision = page.getByRole('row', { name: /Small sums cost more than they bring/ });
  await expect(revision).toContainText('administrator');
  await revision.getByRole('link', { name: RULES }).click();
  await expect(page.getByRole('row', { name: /EUR: 5.00/ })).toContainText('removed');
  await expect(page.getByRole('row', { name: /EUR: 400.00/ })).toContainText('added');

  await page.goto(`/files/history?path=${RULES}`);
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: /^Restore the file of/ }).last().click();
  await expect(page.getByRole('status').first()).toHaveText('Restored, and in force.');
  expect(await read(service, RULES)).toBe(text);
});

test('a template is seen on a customer of choice while it is written', async ({ page, service }) => {
  const title = '{% block title %}Échéance dépassée{% endblock %}';
  await write(page, service, MAIL, title, title.replace('Échéance', 'Ce mois-ci seulement : échéance'));
  await page.getByLabel('Customer').fill('C0011');
  await page.getByLabel('Customer').press('Tab');
  const mail = page.frameLocator('iframe[name="preview-frame"]');
  await expect(mail.getByText('Ce mois-ci seulement').first()).toBeVisible();
  await expect(mail.getByText(/C0011|Imprimerie Perrin/).first()).toBeVisible();
  expect(await read(service, MAIL)).not.toContain('Ce mois-ci');
});
