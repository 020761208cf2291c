import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sheetOfARed, shiftSomebody } from './looks.ts';
import { deskIs, openRoom, press } from './room.ts';

const room = await openRoom();

const screens: readonly (readonly [login: string | null, path: string])[] = [
  [null, '/'],
  ['anita', '/desk'],
  ['anita', '/training'],
  ['meera', '/board'],
  ['meera', '/people'],
  ['meera', '/worklist'],
  ['meera', '/needs'],
  ['meera', '/help-desk'],
  ['meera', '/help-desk/helped'],
  ['field-town', '/deliveries'],
  ['field-town', '/deliveries?show=free'],
  ['dr-nivedita', '/escalations'],
  ['dr-nivedita', '/escalations?show=follow-ups'],
  ['meera', '/shifting'],
  ['meera', '/registry'],
  ['meera', '/registry?show=ambulances'],
  ['clerk-civil', '/beds'],
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
    expect(await findings(page)).toEqual([]);
    expect(await sideways(page), 'scrolls sideways').toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await context.close();
  });
});

test.each([
  { login: 'kavita', dark: false, phone: false },
  { login: 'lokesh', dark: true, phone: true },
])('an open call has nothing in the way at any step: dark $dark, phone $phone', async ({ login, dark, phone }) => {
  const { page, context, problems } = await room.visit(login, { path: '/desk', dark, phone });
  await deskIs(page, 'idle');
  for (const [key, phase] of [
    ['n', 'ready'],
    ['c', 'calling'],
    ['a', 'asking'],
    ['Control+Enter', 'summary'],
  ] as const) {
    await press(page, key);
    await deskIs(page, phase);
    expect(await findings(page), phase).toEqual([]);
    expect(await sideways(page), `${phase} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  expect(problems).toEqual([]);
  await context.close();
});

test('a doctor’s sheet and somebody on the way to hospital have nothing in the way', async () => {
  await shiftSomebody(room, 'meera');
  for (const [login, path] of [
    ['dr-nivedita', await sheetOfARed(room)],
    ['meera', '/shifting'],
    ['clerk-civil', '/beds'],
  ] as const) {
    for (const variant of variants) {
      const { page, context, problems } = await room.visit(login, { path, ...variant });
      await settled(page);
      expect(await findings(page), `${path} ${JSON.stringify(variant)}`).toEqual([]);
      expect(await sideways(page), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
      await context.close();
    }
  }
});

test('a person’s own page has nothing in the way', async () => {
  const { rows } = await room.owner.query(
    `select person_id as id from episode where programme_id = 'covid-home-isolation' limit 1`,
  );
  for (const variant of variants) {
    const { page, context, problems } = await room.visit('meera', { path: `/people/${rows[0].id}`, ...variant });
    await settled(page);
    expect(await findings(page), JSON.stringify(variant)).toEqual([]);
    expect(await sideways(page), 'scrolls sideways').toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await context.close();
  }
});

test.each(screens)('%s: the keyboard reaches everything at %s', async (login, path) => {
  const { page, context } = await room.visit(login, { path });
  await settled(page);
  expect(await unreached(page)).toEqual([]);
  await context.close();
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

/** What axe finds, each with the first few places. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ target }) => target.join(' '));
    return `${id}: ${places.slice(0, 3).join(' | ')}`;
  });
}

/** Controls that are seen but never have the focus, however often Tab is pressed. Of a group of radios one stands for all. */
async function unreached(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="button"]')];
    const usable = controls.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(':disabled'));
    for (const one of usable) one.dataset.unreached = '';
    document.addEventListener('focusin', ({ target }) => {
      const { name, type } = target as HTMLInputElement;
      const all = type === 'radio' ? document.getElementsByName(name) : [target as HTMLElement];
      for (const one of all) delete one.dataset.unreached;
    });
    (document.activeElement as HTMLElement | null)?.blur();
    return usable.length;
  });
  const left = page.locator('[data-unreached]:not([inert] *)');
  // A field for a time takes a Tab for its hours and one for its minutes, and a part that scrolls takes one for itself.
  for (let i = 0; i < 4 * count && (i < count || (await left.count()) > 0); i++) await page.keyboard.press('Tab');
  return left.evaluateAll((controls) => controls.map((one) => one.outerHTML.slice(0, 160)));
}

/** How far the page or its main part is wider than what is seen of it. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return Math.max(wide, main ? main.scrollWidth - main.clientWidth : 0);
  });
}
