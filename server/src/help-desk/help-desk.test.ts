import * as contract from '@kshem/contract/help-desk.ts';
import * as needs from '@kshem/contract/needs.ts';
import { addHours } from '@kshem/domain/time/instant.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../../../web/src/api/client.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { type Clock, givenDistrict, givenPerson, place, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;
let room: Client;
let caller: Client;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  room = (await desk.signedIn({ roles: ['supervisor'] })).client;
  caller = (await desk.signedIn({ roles: ['caller'] })).client;
});
beforeEach(() => {
  clock.now = addHours(clock.now, 1 / 60);
});

let number = 0;
const officer = { serviceNumber: 'cg-1042', name: 'Head Constable', state: 'retired' as const, unit: null };
const somebody = (name: string) => ({ name, phones: [`61000 5${String(number++).padStart(4, '0')}`], areaId: place.wards[0] });
const registered = async (name: string, standing: object = { category: 'public' }) =>
  (await room(contract.registerBeneficiary, { body: { ...somebody(name), ...standing } as never })).personId;
const visit = (personId: string, ...kinds: string[]) => ({
  ...{ visitId: deps.newId(), personId, channel: 'walk-in' as const },
  requests: kinds.map((kind) => ({ kind })),
});
const requestsOf = async (personId: string) =>
  (await room(contract.readBeneficiary, { params: { personId } })).requests.map(({ kind, status }) => [kind, status]);

describe('whoever comes to the help desk', () => {
  test('is looked for first, and registered once', async () => {
    const body = { ...somebody('Sushila Verma'), category: 'public' };
    const { personId } = await room(contract.registerBeneficiary, { body });
    const again = room(contract.registerBeneficiary, { body });
    await expect(again).rejects.toMatchObject({ code: 'may-be-known' });
    const { items } = await room(contract.findSameBeneficiaries, {
      body: { name: 'सुशीला वर्मा', phones: body.phones, areaId: body.areaId },
    });
    expect(items).toMatchObject([{ personId, verdict: 'likely' }]);
  });

  test('stands with the family under one officer, by the service number however it is typed', async () => {
    const wife = await registered('Kamla Bai', { category: 'police-family', officer, relation: 'spouse' });
    const son = await registered('Rakesh Bai', {
      ...{ category: 'police-family', relation: 'child' },
      officer: { ...officer, serviceNumber: ' CG-1042 ', name: 'Head Constable R. Singh' },
    });
    const read = await room(contract.readBeneficiary, { params: { personId: wife } });
    expect(read).toMatchObject({
      ...{ category: { code: 'police-family' }, relation: 'spouse' },
      officer: { serviceNumber: 'CG-1042', name: 'Head Constable R. Singh', family: 2 },
      family: [{ personId: son, relation: 'child' }],
    });
    const { items } = await room(contract.findOfficers, { body: { text: 'cg-1042' } });
    expect(items).toMatchObject([{ serviceNumber: 'CG-1042', family: 2 }]);
  });

  test('needs the officer where the category has one', async () => {
    const body = { ...somebody('Nirmala'), category: 'martyr-family' };
    await expect(room(contract.registerBeneficiary, { body })).rejects.toMatchObject({ code: 'officer-missing' });
  });

  test('gets a token of the day, and the next one the next; twenty at once have twenty', async () => {
    const personId = await registered('Tokens');
    const tokens = await Promise.all(
      Array.from({ length: 20 }, async () => (await room(contract.openVisit, { body: visit(personId, 'test') })).token),
    );
    expect(new Set(tokens).size).toBe(20);
    expect(Math.max(...tokens) - Math.min(...tokens)).toBe(19);
    const body = visit(personId, 'test');
    const { token } = await room(contract.openVisit, { body });
    expect(await room(contract.openVisit, { body })).toMatchObject({ token });
    const pressed = visit(personId, 'test');
    const same = await Promise.all(Array.from({ length: 20 }, () => room(contract.openVisit, { body: pressed })));
    expect(new Set(same.map((opened) => opened.token))).toEqual(new Set([token + 1]));
    expect((await room(contract.openVisit, { body: visit(personId, 'test') })).token).toBe(token + 2);
    const today = clock.now;
    clock.now = addHours(today, 24);
    const { client: tomorrow } = await desk.signedIn({ roles: ['supervisor'] });
    expect((await tomorrow(contract.openVisit, { body: visit(personId, 'bed') })).token).toBe(1);
    clock.now = today;
    expect(await requestsOf(personId)).toEqual([
      ['bed', 'open'],
      ['test', 'open'],
    ]);
  });

  test('has a slip with what was asked for', async () => {
    const personId = await registered('Slip Person', { category: 'retired', officer, relation: 'self' });
    const body = { ...visit(personId), requests: [{ kind: 'vaccination', asked: { dose: 'second' }, detail: 'diabetic' }] };
    const { visitId } = await caller(contract.openVisit, { body });
    expect(await caller(contract.readSlip, { params: { visitId } })).toMatchObject({
      ...{ name: 'Slip Person', area: { hi: 'वार्ड 1' }, category: { hi: 'सेवानिवृत्त' }, officer: { serviceNumber: 'CG-1042' } },
      requests: [{ title: { hi: 'टीका' }, asked: [{ answer: { en: 'Second' } }], detail: 'diabetic', overdue: false }],
    });
  });

  test('without a category is given one before a token', async () => {
    const { personId } = await givenPerson(db);
    const body = visit(personId, 'test');
    await expect(room(contract.openVisit, { body })).rejects.toMatchObject({ code: 'category-missing' });
    await room(contract.setBeneficiary, { params: { personId }, body: { category: 'public' } });
    await room(contract.openVisit, { body });
    expect(await requestsOf(personId)).toEqual([['test', 'open']]);
  });
});

describe('a category', () => {
  test('that is withdrawn while in use is given to nobody new, and stays readable on those who have it', async () => {
    const body = { title: { hi: 'होमगार्ड', en: 'Home guard' }, ofOfficer: false };
    const save = (withdrawn: boolean) =>
      room(contract.saveCategory, { params: { code: 'home-guard' }, body: { ...body, withdrawn } });
    await save(false);
    const personId = await registered('Guard', { category: 'home-guard' });
    await save(true);
    const other = { ...somebody('Another Guard'), category: 'home-guard' };
    await expect(room(contract.registerBeneficiary, { body: other })).rejects.toMatchObject({ code: 'category-withdrawn' });
    const { category } = await room(contract.readBeneficiary, { params: { personId } });
    expect(category).toMatchObject({ title: { en: 'Home guard' }, withdrawnAt: expect.any(Date) });
    // Saved once more as it is, as with a corrected number: their own category is not taken from them.
    await room(contract.setBeneficiary, { params: { personId }, body: { category: 'home-guard' } });
    await room(contract.openVisit, { body: visit(personId, 'test') });
    const { items } = await room(contract.listCategories);
    expect(items.map(({ code, withdrawnAt }) => [code, withdrawnAt !== null])).toContainEqual(['home-guard', true]);
  });
});

describe('what came of it', () => {
  test('a dose that was given waits for the person’s word; being turned away leaves the request open', async () => {
    const personId = await registered('Vaccine');
    await room(contract.openVisit, { body: visit(personId, 'vaccination') });
    const [request] = (await room(contract.readBeneficiary, { params: { personId } })).requests;
    const needId = request?.needId ?? '';
    const record = (outcome: string, eventId = deps.newId()) =>
      room(contract.recordOutcome, { params: { needId }, body: { eventId, outcome, on: testDay } });
    expect(await record('turned-away')).toEqual({ status: 'open' });
    const twice = deps.newId();
    for (let i = 0; i < 2; i++) expect(await record('dose-1', twice)).toEqual({ status: 'fulfilled' });
    expect(await record('dose-2')).toEqual({ status: 'fulfilled' });
    await expect(record('negative')).rejects.toMatchObject({ code: 'bad-request' });
    expect(await caller(needs.hearOfNeed, { params: { needId }, body: { came: true } })).toEqual({ status: 'confirmed' });
    const { requests } = await room(contract.readBeneficiary, { params: { personId } });
    expect(requests).toMatchObject([{ status: 'confirmed', outcome: 'dose-2', outcomeOn: testDay }]);
  });
});

describe('the field team', () => {
  test('has no business at the help desk, and a caller manages no categories', async () => {
    const { client } = await desk.signedIn({ roles: ['field'] });
    const not = { code: 'not-allowed' };
    const personId = deps.newId();
    await expect(client(contract.listCategories)).rejects.toMatchObject(not);
    await expect(client(contract.findOfficers, { body: { text: 'x' } })).rejects.toMatchObject(not);
    await expect(client(contract.findSameBeneficiaries, { body: somebody('X') })).rejects.toMatchObject(not);
    await expect(client(contract.registerBeneficiary, { body: { ...somebody('X'), category: 'public' } })).rejects.toMatchObject(
      not,
    );
    await expect(client(contract.setBeneficiary, { params: { personId }, body: { category: 'public' } })).rejects.toMatchObject(
      not,
    );
    await expect(client(contract.readBeneficiary, { params: { personId } })).rejects.toMatchObject(not);
    await expect(client(contract.openVisit, { body: visit(personId, 'test') })).rejects.toMatchObject(not);
    await expect(client(contract.readSlip, { params: { visitId: personId } })).rejects.toMatchObject(not);
    await expect(client(contract.readHelped)).rejects.toMatchObject(not);
    const body = { title: { hi: 'क', en: 'a' }, ofOfficer: false, withdrawn: false };
    await expect(caller(contract.saveCategory, { params: { code: 'mine' }, body })).rejects.toMatchObject(not);
    const outcome = { eventId: personId, outcome: 'dose-1', on: testDay };
    await expect(caller(contract.recordOutcome, { params: { needId: personId }, body: outcome })).rejects.toMatchObject(not);
  });
});
