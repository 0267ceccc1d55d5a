// The service as people start it, on the demonstration company, and visitors
// to it.

import { spawn, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, request } from '@playwright/test';
import { openMailbox } from './mailbox.js';

export const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = process.env.RELANCE_BIN ?? join(project, 'target', 'debug', 'relance');
export const PASSWORD = 'correct horse battery staple';
export const TODAY = '2026-11-24';
/** Shared by the files that leave most of the demonstration company as it is. */
const SHARED = 'shared';
/** Its mails go to a server that takes its time; elsewhere they go to a folder. */
export const WITH_MAIL_SERVER = 'with a mail server';

/** A desk of its own: rules and templates that a test may change, a database. */
async function start(desk) {
  const folder = mkdtempSync(join(tmpdir(), 'relance-browser-'));
  for (const part of ['rules', 'templates']) {
    cpSync(join(project, part), join(folder, part), { recursive: true });
  }
  const { RELANCE_SMTP_URL, ...inherited } = process.env;
  const env = {
    ...inherited,
    LC_ALL: 'C',
    DATABASE_URL: `sqlite:${join(folder, 'relance.db')}`,
    RELANCE_OUTBOX: join(folder, 'outbox'),
    RELANCE_PASSWORD: PASSWORD,
  };
  const mailbox = desk === WITH_MAIL_SERVER ? await openMailbox() : undefined;
  if (mailbox) env.RELANCE_SMTP_URL = mailbox.url;
  const options = { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] };
  execFileSync(binary, ['demo', '--as-of', TODAY], { ...options, stdio: 'ignore' });
  for (const role of ['reader', 'clerk', 'administrator']) {
    execFileSync(binary, ['user', 'add', role, '--role', role], options);
  }
  const child = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--as-of', TODAY], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise((resolve, reject) => {
    let told = '';
    child.on('exit', () => reject(new Error(`the service did not start: ${told}`)));
    child.stderr.on('data', (data) => {
      told += data;
      const found = told.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
  });
  const stop = async () => {
    child.removeAllListeners('exit');
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill();
    await ended;
    mailbox?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  /** The command line, on the same desk and day. */
  const relance = (...args) => execFileSync(binary, args, { ...options, stdio: 'ignore' });
  return { url, folder, relance, stop, sessions: {} };
}

export const test = base.extend({
  /** A file that changes much names a desk, and has a service to itself. */
  desk: [SHARED, { scope: 'worker', option: true }],
  service: [
    async ({ desk }, use) => {
      const service = await start(desk);
      await use(service);
      await service.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ service }, use) => use(service.url),
  /** Nothing that a page does may break its own policy or fail in its script. */
  page: async ({ page }, use) => {
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await use(page);
    const expected = /status of (404|409|413|422|429)/;
    expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  },
});

export { expect };

/** What a browser keeps of who signed in. Once for each login: who comes too
 * often is told to wait. A test that signs out signs in by hand. */
export async function session(service, login) {
  service.sessions[login] ??= await begin(service, login);
  return service.sessions[login];
}

async function begin(service, login) {
  const visitor = await request.newContext();
  const answer = await visitor.post(`${service.url}/sign-in`, {
    form: { login, password: PASSWORD },
    headers: { origin: service.url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  const kept = await visitor.storageState();
  await visitor.dispose();
  return kept;
}

/** Signs in without the form, which has a test of its own. */
export async function signIn(page, service, login = 'clerk') {
  const { cookies } = await session(service, login);
  await page.context().addCookies(cookies);
}

/** Signs in by the form and ends on the overview. */
export async function signInByHand(page, login = 'clerk', password = PASSWORD) {
  await page.goto('/sign-in');
  await page.getByLabel('Login').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/c\/DEMO$/);
}
