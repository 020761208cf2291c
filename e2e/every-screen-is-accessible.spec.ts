import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openRoom } from './room.ts';

const room = await openRoom();

const screens: readonly (readonly [login: string | null, path: string])[] = [
  [null, '/'],
  ['anita', '/desk'],
  ['anita', '/training'],
  ['meera', '/board'],
  ['meera', '/people'],
  ['meera', '/worklist'],
  ['meera', '/needs'],
  ['dr-nivedita', '/escalations'],
  ['farhan', '/lists'],
  ['meera', '/reports'],
  ['meera', '/people/enrol'],
  ['farhan', '/lists/new'],
  ['farhan', '/lists/duplicates'],
  ['jyoti', '/settings/users'],
  ['jyoti', '/settings/areas'],
  ['jyoti', '/settings/programmes'],
  ['jyoti', '/settings/hours'],
  ['jyoti', '/account'],
];

const variants = [
  { language: 'hi', dark: false, phone: false },
  { language: 'en', dark: true, phone: false },
  { language: 'hi', dark: true, phone: true },
  { language: 'en', dark: false, phone: true },
] as const;

describe.each(variants)('in $language, dark $dark, phone $phone', (variant) => {
  test.each(screens)('%s finds nothing in the way at %s', async (login, path) => {
    const { page, context, problems } = await room.visit(login, { path, ...variant });
    await settled(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .slice(0, 3)
            .join(' | ')}`,
      ),
    ).toEqual([]);
    expect(await sideways(page), 'scrolls sideways').toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await context.close();
  });
});

test.each(screens)('%s: zoomed to 200 %, %s does not scroll sideways', async (login, path) => {
  const { page, context } = await room.visit(login, { path });
  await settled(page);
  // Twice the size is half the room.
  await page.setViewportSize({ width: 683, height: 384 });
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await context.close();
});

async function settled(page: Page): Promise<void> {
  await page.locator('h1, [data-phase]').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
}

/** How far the page or its main part is wider than what is seen of it. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return Math.max(wide, main ? main.scrollWidth - main.clientWidth : 0);
  });
}
