import { placeCall, recordDisposition } from '@kshem/contract/calls.ts';
import { openVisit, setBeneficiary } from '@kshem/contract/help-desk.ts';
import { searchPeople } from '@kshem/contract/people.ts';
import { listFacilities } from '@kshem/contract/registry.ts';
import { moveTransfer, requestTransfer } from '@kshem/contract/transfers.ts';
import { claimNext } from '@kshem/contract/worklist.ts';
import type { Page } from 'playwright-core';
import { newId } from '../server/src/ids.ts';
import { storyNow } from './clock.ts';
import { deskIs, press, type Room } from './room.ts';

/** A screen, or a state of one, to be looked at. */
export type Look = {
  readonly name: string;
  readonly login: string | null;
  readonly path: string | ((room: Room) => Promise<string>);
  /** Done once, before the first picture. */
  readonly prepare?: (room: Room, login: string) => Promise<void>;
  /** Done before each picture, whatever the pictures before it have left on the server. */
  readonly act?: (page: Page) => Promise<void>;
};

export const looks: readonly Look[] = [
  { name: 'sign-in', login: null, path: '/' },
  { name: 'sign-in-refused', login: null, path: '/', act: signInWrongly },
  { name: 'desk-at-rest', login: 'tara', path: '/desk' },
  { name: 'desk-ready', login: 'anita', path: '/desk', act: (page) => reach(page, 'ready') },
  { name: 'desk-keys', login: 'anita', path: '/desk', act: showKeys },
  { name: 'desk-household', login: 'bharat', path: '/desk', prepare: holdHousehold, act: (page) => reach(page, 'calling') },
  { name: 'desk-asking', login: 'deepa', path: '/desk', prepare: holdCovid, act: (page) => reach(page, 'asking') },
  { name: 'desk-red', login: 'deepa', path: '/desk', act: sayBreathless },
  { name: 'desk-summary', login: 'deepa', path: '/desk', act: (page) => reach(page, 'summary') },
  { name: 'desk-outcomes', login: 'deepa', path: '/desk', act: chooseOutcome },
  { name: 'desk-offline', login: 'deepa', path: '/desk', act: loseNetworkInACall },
  { name: 'desk-nothing', login: 'tara', path: '/desk', act: findNothing },
  { name: 'training', login: 'anita', path: '/training' },
  { name: 'training-asking', login: 'anita', path: '/training', act: practise },
  { name: 'board', login: 'meera', path: '/board' },
  { name: 'board-wall', login: 'sp', path: '/board?wall=true' },
  { name: 'board-cut-off', login: 'meera', path: '/board', act: loseNetwork },
  { name: 'people', login: 'meera', path: '/people' },
  { name: 'person', login: 'meera', path: somebodyKnown },
  { name: 'enrol', login: 'meera', path: '/people/enrol' },
  { name: 'worklist', login: 'meera', path: '/worklist' },
  { name: 'needs', login: 'field-town', path: '/needs' },
  { name: 'needs-none', login: 'field-town', path: '/needs', act: (page) => answered(page, emptyList) },
  { name: 'needs-failed', login: 'field-town', path: '/needs', act: (page) => answered(page, failure) },
  { name: 'needs-on-the-way', login: 'field-town', path: '/needs', act: keepWaiting },
  { name: 'help-desk', login: 'meera', path: beneficiary },
  { name: 'help-desk-new', login: 'meera', path: '/help-desk', act: registerSomebody },
  { name: 'help-desk-slip', login: 'meera', path: slipOfBeneficiary },
  { name: 'help-desk-helped', login: 'meera', path: '/help-desk/helped' },
  { name: 'deliveries', login: 'field-town', path: '/deliveries' },
  { name: 'deliveries-free', login: 'field-town', path: '/deliveries?show=free' },
  { name: 'deliveries-at-the-door', login: 'field-town', path: '/deliveries', act: deliverFirst },
  { name: 'deliveries-in-vain', login: 'field-town', path: '/deliveries', act: comeBackWithFirst },
  { name: 'escalations', login: 'dr-nivedita', path: '/escalations' },
  { name: 'escalations-follow-ups', login: 'dr-nivedita', path: '/escalations?show=follow-ups' },
  { name: 'doctor-sheet', login: 'dr-nivedita', path: sheetOfARed },
  { name: 'doctor-hand-over', login: 'dr-nivedita', path: '/escalations', act: openHandOver },
  { name: 'shifting', login: 'meera', path: '/shifting', prepare: shiftSomebody },
  { name: 'shifting-hold', login: 'meera', path: '/shifting', act: openHold },
  { name: 'registry', login: 'meera', path: '/registry' },
  { name: 'registry-ambulances', login: 'meera', path: '/registry?show=ambulances' },
  { name: 'beds', login: 'clerk-civil', path: '/beds' },
  { name: 'lists', login: 'farhan', path: '/lists' },
  { name: 'lists-new', login: 'farhan', path: '/lists/new' },
  { name: 'lists-duplicates', login: 'farhan', path: '/lists/duplicates' },
  { name: 'reports', login: 'meera', path: '/reports' },
  { name: 'settings-users', login: 'jyoti', path: '/settings/users' },
  { name: 'settings-user', login: 'jyoti', path: somebodyOfTheStaff },
  { name: 'settings-roles', login: 'jyoti', path: '/settings/roles' },
  { name: 'settings-areas', login: 'jyoti', path: '/settings/areas' },
  { name: 'settings-languages', login: 'jyoti', path: '/settings/languages' },
  { name: 'settings-programmes', login: 'jyoti', path: '/settings/programmes' },
  { name: 'settings-hours', login: 'jyoti', path: '/settings/hours' },
  { name: 'settings-refused', login: 'tara', path: '/settings/users' },
  { name: 'account', login: 'jyoti', path: '/account' },
  { name: 'no-such-page', login: 'meera', path: '/nowhere' },
];

/** A retired officer's wife who asks for her vaccination and for a test. */
async function beneficiary(room: Room): Promise<string> {
  return `/help-desk?personId=${(await visitOf(room)).personId}`;
}

async function slipOfBeneficiary(room: Room): Promise<string> {
  return `/help-desk/slips/${(await visitOf(room)).visitId}`;
}

async function visitOf(room: Room): Promise<{ personId: string; visitId: string }> {
  const client = await room.client('meera');
  const { items } = await client(searchPeople, { body: { text: 'वर्मा' } });
  const personId = items[0]?.personId ?? '';
  const officer = { serviceNumber: 'CG-1042', name: 'रामाधार वर्मा', state: 'retired', unit: 'थाना कोतवाली' } as const;
  await client(setBeneficiary, { params: { personId }, body: { category: 'retired', officer, relation: 'spouse' } });
  const requests = [{ kind: 'vaccination', asked: { dose: 'second' } }, { kind: 'test' }];
  const visitId = newId(storyNow());
  await client(openVisit, { body: { visitId, personId, channel: 'walk-in', requests } });
  return { personId, visitId };
}

async function registerSomebody(page: Page): Promise<void> {
  await page.getByRole('searchbox').first().fill('Kamla');
  await press(page, 'Enter');
  await page.getByRole('button', { name: /^(इनमें नहीं|Not among)/ }).click();
}

async function deliverFirst(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(पहुँचा दिया|Delivered)$/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
}

async function comeBackWithFirst(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(नहीं हो सका|Could not)$/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
}

async function signInWrongly(page: Page): Promise<void> {
  await page.locator('input[autocomplete=username]').fill('anita');
  await page.locator('input[type=password]').fill('not this one');
  await press(page, 'Enter');
  await page.getByRole('alert').first().waitFor();
}

/** The key that goes on from each phase of a call. */
const onward = { idle: 'n', ready: 'c', calling: 'a', asking: 'Control+Enter' } as const;

/** Goes on from wherever the desk is to a phase of the call. */
async function reach(page: Page, phase: 'ready' | 'calling' | 'asking' | 'summary'): Promise<void> {
  for (const [now, key] of Object.entries(onward)) {
    await page.locator('[data-phase]:not([data-phase="claiming"], [data-phase="placing"])').waitFor();
    if (now === phase) break;
    if (await page.locator(`[data-phase="${now}"]`).isVisible()) await press(page, key);
  }
  await deskIs(page, phase);
}

async function showKeys(page: Page): Promise<void> {
  await press(page, '?');
  await page.getByRole('dialog').waitFor();
}

export async function sayBreathless(page: Page): Promise<void> {
  await reach(page, 'asking');
  // The patient; worse than yesterday; short of breath.
  await press(page, '1', '3', 'y');
  await page.locator('[role="alert"] h3').first().waitFor();
}

async function chooseOutcome(page: Page): Promise<void> {
  await reach(page, 'asking');
  await press(page, 'x');
}

async function loseNetwork(page: Page): Promise<void> {
  await page.context().setOffline(true);
  // Until the screen has noticed.
  await page.waitForTimeout(4000);
}

async function loseNetworkInACall(page: Page): Promise<void> {
  await reach(page, 'asking');
  await loseNetwork(page);
}

async function findNothing(page: Page): Promise<void> {
  await page.route('**/api/claims', (route) => route.fulfill({ json: { kind: 'nothing', why: 'nothing-ready' } }));
  await deskIs(page, 'idle');
  await press(page, 'n');
  await deskIs(page, 'nothing');
}

async function practise(page: Page): Promise<void> {
  await page.locator('main li button').first().click();
  await reach(page, 'asking');
}

const emptyList = { status: 200, json: { items: [], next: null } };
const reference = '01999999-0000-7000-8000-000000000000';
const failure = { status: 500, json: { error: { code: 'internal', message: 'unexpected', reference } } };

const listOfNeeds = /\/api\/needs(\?|$)/;

async function answered(page: Page, answer: { status: number; json: object }): Promise<void> {
  await page.context().route(listOfNeeds, (route) => route.fulfill(answer));
  await page.reload();
  await page.locator('h1').first().waitFor();
  // A failed request is tried again before it is given up.
  await page.waitForTimeout(answer.status === 200 ? 500 : 9000);
}

async function keepWaiting(page: Page): Promise<void> {
  await page.context().route(listOfNeeds, () => undefined);
  await page.reload();
  await page.locator('main').getByRole('status').first().waitFor();
}

async function somebodyKnown({ owner }: Room): Promise<string> {
  const { rows } = await owner.query(`select person_id as id from submission group by 1 order by count(*) desc, 1 limit 1`);
  return `/people/${rows[0].id}`;
}

async function somebodyOfTheStaff({ owner }: Room): Promise<string> {
  const { rows } = await owner.query(`select id from app_user where login = 'anita'`);
  return `/settings/users/${rows[0].id}`;
}

function holdHousehold(room: Room, login: string): Promise<void> {
  return hold(room, login, (items) => items.length > 1);
}

export function holdCovid(room: Room, login: string): Promise<void> {
  return hold(room, login, (items) => items.length === 1 && items[0]?.programmeId === 'covid-home-isolation');
}

/** Has somebody hold a household of a kind; the others they are given on the way do not answer. */
async function hold(room: Room, login: string, wanted: (items: readonly { programmeId: string }[]) => boolean): Promise<void> {
  const caller = await room.client(login);
  for (let i = 0; i < 60; i++) {
    const claim = await caller(claimNext);
    if (claim.kind !== 'claimed' || wanted(claim.items)) return;
    const { householdId, fence } = claim;
    const { attempts } = await caller(placeCall, { body: { householdId, fence } });
    for (const { attemptId } of attempts)
      await caller(recordDisposition, { params: { attemptId }, body: { disposition: 'no-answer', fence } });
  }
}

/** Somebody's sheet who was red lately. */
export async function sheetOfARed(room: Room): Promise<string> {
  const { rows } = await room.owner.query(
    `select e.person_id as id from episode e where e.programme_id = 'covid-home-isolation' and e.status = 'active'
     order by array_position('{red,amber,yellow,green}'::text[], e.last_level), e.id limit 1`,
  );
  return `/people/${rows[0].id}/sheet`;
}

async function openHandOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Hand over the shift|पाली सौंपें/ }).click();
  await page.getByRole('dialog').waitFor();
}

/** Three people for whom a bed is asked; the first has one. */
export async function shiftSomebody(room: Room, login: string): Promise<void> {
  const desk = await room.client(login);
  const { rows } = await room.owner.query(
    `select e.id from episode e where e.programme_id = 'covid-home-isolation' and e.status = 'active' order by e.id limit 3`,
  );
  const ids: string[] = [];
  for (const { id } of rows) {
    const body = { episodeId: id, bedKind: 'oxygen', reason: 'SpO2 88, breathless' } as const;
    ids.push((await desk(requestTransfer, { body })).transferId);
  }
  const { items } = await desk(listFacilities, { query: { bed: 'oxygen' } });
  const params = { transferId: ids[0] as string };
  const facilityId = items[0]?.facilityId as string;
  await desk(moveTransfer, { params, body: { action: 'hold-bed', from: 'requested', facilityId } });
}

async function openHold(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(Hold a bed|बेड रखवाएँ)/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('combobox').waitFor();
}
