import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { deskIs, openRoom, press, type VisitOptions } from './room.ts';

// npm run screenshots: every screen in both languages, light and dark, on a desk and on a phone, into .cache/screens. Looked at by people.
const folder = join(import.meta.dirname, '../.cache/screens');
mkdirSync(folder, { recursive: true });
const room = await openRoom();

type Screen = {
  readonly name: string;
  readonly login: string | null;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
};

const onTheLine = async (page: Page) => {
  await deskIs(page, 'idle');
  await press(page, 'n');
  await deskIs(page, 'ready');
  await press(page, 'c');
  await deskIs(page, 'calling');
  await press(page, 'a');
  await deskIs(page, 'asking');
};

const screens: readonly Screen[] = [
  { name: 'sign-in', login: null, path: '/' },
  { name: 'desk-at-rest', login: 'tara', path: '/desk' },
  { name: 'desk-asking', login: 'anita', path: '/desk', act: onTheLine },
  { name: 'training', login: 'anita', path: '/training' },
  { name: 'board', login: 'meera', path: '/board' },
  { name: 'board-wall', login: 'sp', path: '/board?wall=true' },
  { name: 'people', login: 'meera', path: '/people' },
  { name: 'worklist', login: 'meera', path: '/worklist' },
  { name: 'needs', login: 'field-town', path: '/needs' },
  { name: 'escalations', login: 'dr-nivedita', path: '/escalations' },
  { name: 'lists', login: 'farhan', path: '/lists' },
  { name: 'lists-new', login: 'farhan', path: '/lists/new' },
  { name: 'reports', login: 'meera', path: '/reports' },
  { name: 'settings-users', login: 'jyoti', path: '/settings/users' },
  { name: 'settings-programmes', login: 'jyoti', path: '/settings/programmes' },
  { name: 'account', login: 'jyoti', path: '/account' },
];

const variants = (['hi', 'en'] as const).flatMap((language) =>
  [false, true].flatMap((dark) => [false, true].map((phone) => ({ language, dark, phone }) satisfies VisitOptions)),
);

describe.each(variants)('$language, dark $dark, phone $phone', ({ language, dark, phone }) => {
  test.each(screens)('$name', async ({ name, login, path, act }) => {
    const { page, context } = await room.visit(login, { path, language, dark, phone });
    await page.locator('h1, [data-phase]').first().waitFor();
    await page.waitForLoadState('networkidle');
    // What one variant did on the desk is still there for the next.
    await act?.(page).catch(() => undefined);
    const file = `${name}-${language}-${dark ? 'dark' : 'light'}-${phone ? 'phone' : 'desk'}.png`;
    await page.screenshot({ path: join(folder, file) });
    await context.close();
  });
});
