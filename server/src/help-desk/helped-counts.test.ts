import { countHelped, type Help } from '@kshem/domain/help-desk/count-helped.ts';
import { requestKinds } from '@kshem/domain/help-desk/request-kinds.ts';
import { addHours } from '@kshem/domain/time/instant.ts';
import { addDays } from '@kshem/domain/time/local-date.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { mergePeople } from '../people/merge-people.ts';
import { proposeMerges } from '../people/propose-merge.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type GivenPerson,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  tenInTheMorning,
  testDay,
  testDeps,
} from '../testing/given.ts';
import { readHelped } from './read-helped.ts';
import { setBeneficiary } from './register-beneficiary.ts';

const db = await testDatabase();
const deps = testDeps(db);
const districtId = place.district;
let supervisor: Awaited<ReturnType<typeof givenUser>>;
beforeAll(async () => {
  await givenDistrict(db);
  supervisor = await givenUser(db, { roles: ['supervisor'] });
});

const records = 5;
const categories = ['public', 'home-guard', 'press'];
type Deed =
  | { readonly do: 'help'; readonly who: number; readonly kind: string; readonly day: number }
  | { readonly do: 'merge'; readonly who: number; readonly other: number }
  | { readonly do: 'split'; readonly who: number }
  | { readonly do: 'correct'; readonly who: number; readonly category: string };

const who = fc.nat(records - 1);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('help' as const),
      who,
      kind: fc.constantFrom(...requestKinds.map(({ code }) => code).slice(0, 3)),
      day: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), who, other: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('split' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), who, category: fc.constantFrom(...categories) }) },
);

/** What is true, kept by hand: who each record stands for, of which category they are, and what was brought under which record. */
class Truth {
  readonly root: number[] = Array.from({ length: records }, (_, i) => i);
  readonly category: string[] = Array.from({ length: records }, () => 'public');
  readonly helps: { record: number; kind: string; day: string }[] = [];

  counted(people: readonly GivenPerson[]) {
    const helps = this.helps.map(({ record, kind, day }): Help => {
      const root = this.root[record] as number;
      return { personId: people[root]?.personId as string, category: this.category[root] as string, kind, day };
    });
    return countHelped(helps);
  }
}

test('people are counted once, whatever is merged, split and corrected, and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 14 }), async (deeds) => {
      await clear();
      const people = await givenBeneficiaries();
      const truth = new Truth();
      for (const one of deeds) await carryOut(one, people, truth);
      const told = await readHelped(deps, supervisor, {});
      const right = truth.counted(people);
      expect(told.people).toBe(right.people);
      expect(Object.fromEntries(told.categories.map(({ code, people: n }) => [code, n]))).toEqual(right.byCategory);
      expect(Object.fromEntries(told.kinds.map(({ code, people: n }) => [code, n]))).toEqual(right.byKind);
      expect(Object.fromEntries(told.days.map(({ day, people: n }) => [day, n]))).toEqual(right.byDay);
      expect(Object.fromEntries(told.both.map(({ category, kind, people: n }) => [`${category} ${kind}`, n]))).toEqual(
        right.byBoth,
      );
      const ofOneDay = await readHelped(deps, supervisor, { from: testDay, until: testDay });
      expect(ofOneDay.people).toBe(right.byDay[testDay] ?? 0);
    }),
    { numRuns: 30 },
  );
}, 120_000);

async function carryOut(one: Deed, people: readonly GivenPerson[], truth: Truth): Promise<void> {
  const person = people[one.who] as GivenPerson;
  if (one.do === 'help') {
    await givenHelp(person, one.kind, one.day);
    truth.helps.push({ record: one.who, kind: one.kind, day: addDays(testDay, one.day) });
  }
  if (one.do === 'correct') {
    await setBeneficiary(deps, supervisor, { personId: person.personId, category: one.category });
    truth.category[truth.root[one.who] as number] = one.category;
  }
  if (one.do === 'merge') {
    const [a, b] = [truth.root[one.who] as number, truth.root[one.other] as number];
    if (a === b) return;
    const { mergedPersonId } = await merged(people[a] as GivenPerson, people[b] as GivenPerson);
    const [stays, goes] = people[a]?.personId === mergedPersonId ? [b, a] : [a, b];
    for (const [record, root] of truth.root.entries()) if (root === goes) truth.root[record] = stays;
  }
  if (one.do === 'split') {
    await db.owner.updateTable('person').set({ merged_into: null }).where('id', '=', person.personId).execute();
    truth.root[one.who] = one.who;
  }
}

async function merged(a: GivenPerson, b: GivenPerson) {
  await db.owner.deleteFrom('merge_proposal').execute();
  const pair = { personId: a.personId, otherId: b.personId, found: { verdict: 'likely', score: 90, evidence: [] } } as const;
  await deps.system.transaction().execute((trx) => proposeMerges(deps, trx, { districtId, pairs: [pair] }));
  const { id } = await db.owner.selectFrom('merge_proposal').select('id').executeTakeFirstOrThrow();
  return mergePeople(deps, supervisor, { proposalId: id });
}

async function givenBeneficiaries(): Promise<GivenPerson[]> {
  const people: GivenPerson[] = [];
  for (let i = 0; i < records; i++) {
    const person = await givenPerson(db);
    await setBeneficiary(deps, supervisor, { personId: person.personId, category: 'public' });
    people.push(person);
  }
  return people;
}

/** Something that was asked for at the desk and that they say came, some days later. */
async function givenHelp({ personId, householdId, areaId }: GivenPerson, kind: string, days: number): Promise<void> {
  const closed = addHours(tenInTheMorning, 24 * days);
  const own = { district_id: districtId, person_id: personId, area_id: areaId };
  const [needId, visitId] = [deps.newId(), deps.newId()];
  await db.owner
    .insertInto('need')
    .values({
      ...{ ...own, id: needId, household_id: householdId, programme_id: 'help-desk', kind, status: 'confirmed', cause: 'person' },
      ...{
        owner_unit: 'supervisor',
        raised_at: tenInTheMorning,
        due_at: closed,
        closed_at: closed,
        reopened: 0,
        updated_at: closed,
      },
    })
    .execute();
  const token = made++;
  await db.owner
    .insertInto('help_visit')
    .values({ ...own, id: visitId, day: testDay, token, channel: 'phone', at: tenInTheMorning, by_user: supervisor.userId })
    .execute();
  await db.owner
    .insertInto('help_visit_need')
    .values({ district_id: districtId, visit_id: visitId, need_id: needId, area_id: areaId })
    .execute();
}
let made = 1;

async function clear(): Promise<void> {
  for (const table of ['help_visit_need', 'help_visit', 'need_event', 'need', 'beneficiary'] as const)
    await db.owner.deleteFrom(table).execute();
  for (const code of categories.slice(1)) {
    await db.owner
      .insertInto('beneficiary_category')
      .values({
        ...{ district_id: districtId, code, title_en: code, title_hi: code, of_officer: false },
        ...{ withdrawn_at: null, changed_at: tenInTheMorning, changed_by: null },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
