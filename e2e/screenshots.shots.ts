import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { looks } from './looks.ts';
import { openRoom, type VisitOptions } from './room.ts';

// npm run screenshots: every screen in both languages, light and dark, on a desk and on a phone, into .cache/screens. Looked at by people.
const folder = join(import.meta.dirname, '../.cache/screens');
mkdirSync(folder, { recursive: true });
const room = await openRoom();

const variants = (['hi', 'en'] as const).flatMap((language) =>
  [false, true].flatMap((dark) => [false, true].map((phone) => ({ language, dark, phone }) satisfies VisitOptions)),
);

describe.each(looks)('$name', ({ name, login, path, prepare, act }) => {
  let prepared = false;

  test.each(variants)('$language, dark $dark, phone $phone', { timeout: 60_000 }, async ({ language, dark, phone }) => {
    if (!prepared && login !== null) await prepare?.(room, login);
    prepared = true;
    const place = typeof path === 'string' ? path : await path(room);
    const { page, context } = await room.visit(login, { path: place, language, dark, phone });
    await page.locator('h1, [data-phase], main a').first().waitFor();
    await page.waitForLoadState('networkidle');
    await act?.(page);
    const file = `${name}-${language}-${dark ? 'dark' : 'light'}-${phone ? 'phone' : 'desk'}.png`;
    await page.screenshot({ path: join(folder, file), animations: 'disabled' });
    await context.close();
  });
});
