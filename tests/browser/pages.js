// Every page that opens by its address, on the demonstration company once
// something has happened there.

import { request } from '@playwright/test';
import { join } from 'node:path';
import { session, TODAY } from './service.js';

const COMPANY = '/c/DEMO';
const RULES = 'rules/relance.yaml';

/** What makes the pages below exist: runs 1 to 5, a revision, a token, a webhook. */
export async function makeAPast(service) {
  const { relance, folder } = service;
  relance('run', '--yes', '--as-of', '2026-11-10');
  relance('remind', 'FA26475', '--yes', '--as-of', TODAY);
  relance('letters', 'FA26441', '--yes', '--as-of', TODAY, '--out', join(folder, 'letters'));
  relance('remind', 'FA26055', '--yes', '--as-of', TODAY, '--drafts', join(folder, 'drafts'));
  relance('note', 'FA26264', '--promised', '2026-12-01', '--comment', 'Called');
  relance('hold', 'place', 'FA26264', '--kind', 'automatic', '--comment', 'Waits for a credit note');
  relance('token', 'add', 'ERP', '--role', 'reader');
  const storageState = await session(service, 'administrator');
  const visitor = await request.newContext({ baseURL: service.url, storageState });
  const post = (path, form) => visitor.post(path, { form, headers: { origin: service.url } });
  await post('/admin/webhooks', {
    company: 'DEMO',
    url: 'https://erp.example/relance',
    events: 'reminder.sent',
  });
  const page = await (await visitor.get(`/files/edit?path=${RULES}`)).text();
  const [, seen] = page.match(/name="seen" value="([^"]*)"/);
  const text = await (await visitor.get(`/files/download?path=${RULES}`)).text();
  await post('/files/edit', {
    path: RULES,
    text: text.replace('EUR: 5.00', 'EUR: 6.00'),
    seen,
    comment: 'Small sums',
    do: 'save',
  });
  await visitor.dispose();
  relance('preview', '--save', '--as-of', TODAY);
}

export const PAGES = [
  COMPANY,
  `${COMPANY}/balance`,
  `${COMPANY}/balance?ledger=suppliers&group=bucket&min_amount=1`,
  `${COMPANY}/balance/C0044`,
  `${COMPANY}/items`,
  `${COMPANY}/items?level=N9`,
  `${COMPANY}/items?text=nowhere`,
  `${COMPANY}/items/selected?item=C0044/FA26264&item=C0012/FA26056`,
  `${COMPANY}/invoices/C0044/FA26264`,
  `${COMPANY}/customers?which=overdue`,
  `${COMPANY}/customers/C0044`,
  `${COMPANY}/customers/C0009`,
  `${COMPANY}/customers/C0044/remind`,
  `${COMPANY}/reminders`,
  `${COMPANY}/reminders/new?item=C0044/FA26264&item=C0012/FA26056&item=C0012/FA26053`,
  `${COMPANY}/reminders/new?item=C0044/FA27007&item=C0012/FA26056&drop=C0012/FA26056/1&way=letter`,
  `${COMPANY}/reminders/check?item=C0044/FA27007&item=C0012/FA26056`,
  `${COMPANY}/reminders/runs/2`,
  `${COMPANY}/reminders/runs/4`,
  `${COMPANY}/batches`,
  `${COMPANY}/batches/RelancesAutomatiques/preview`,
  `${COMPANY}/batches/RelancesAutomatiques/preview?show=left-out`,
  `${COMPANY}/runs/1`,
  `${COMPANY}/runs/5`,
  `${COMPANY}/history`,
  `${COMPANY}/history/1`,
  '/files',
  `/files/edit?path=${RULES}`,
  '/files/edit?path=rules/hooks.rhai',
  '/files/edit?path=templates/mail/N2/fr/body.html',
  '/files/edit?path=templates/mail/N6/fr/body.html',
  '/files/history',
  `/files/history?path=${RULES}`,
  `/files/compare?path=${RULES}`,
  '/admin/users',
  '/admin/users/new',
  '/admin/users/1',
  '/admin/tokens',
  '/admin/mail',
  '/admin/audit',
  '/admin/webhooks',
  '/admin/webhooks/1',
  '/account',
  '/api',
];
