import { nameKey } from '@kshem/domain/name/name-key.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, place, testDeps } from '../testing/given.ts';
import { searchPeople } from './search-people.ts';

const db = await testDatabase();
const deps = testDeps(db);
let caller: Actor;
beforeAll(async () => {
  await givenDistrict(db);
  caller = await givenUser(db, { areas: [place.wards[0]] });
});

function named(name: string, areaId: number = place.wards[0]): Promise<GivenPerson> {
  return givenPerson(db, { areaId, person: { name, name_key: nameKey(name).key } });
}
const search = async (text: string, actor = caller) =>
  (await searchPeople(deps, actor, { text, limit: 20 })).items.map(({ personId }) => personId);

describe('a search', () => {
  test('finds a name in any spelling and script, whole names before alike ones', async () => {
    const laxmi = await named('Laxmi Dewangan');
    const longer = await named('Laxmi Bai Dewangan');
    await named('Ramesh Netam');
    for (const text of ['Lakshmi Dewangan', 'लक्ष्मी देवांगन', 'dewangan laxmi', 'LAXMI  DEWANGAN']) {
      const found = await search(text);
      expect(found.slice(0, 2).sort(), text).toEqual([laxmi.personId, longer.personId].sort());
    }
    expect((await search('Laxmi Dewangan'))[0]).toBe(laxmi.personId);
    expect(await search('लक्ष्मी')).toContain(longer.personId);
  });

  test('finds everybody who is reached by a number of which four digits or more are known', async () => {
    const first = await named('Chandan Das');
    const second = await givenPerson(db, { householdWith: first });
    const { number } = await db.owner
      .selectFrom('contact_point')
      .select('number')
      .where('id', '=', first.contactPointId)
      .executeTakeFirstOrThrow();
    const both = [first.personId, second.personId].sort();
    const end = number.slice(-4);
    for (const text of [
      end,
      number.slice(3),
      number,
      `0${number.slice(3)}`,
      `91${number.slice(3)}`,
      `${number.slice(3, 8)} ${number.slice(8)}`,
    ]) {
      expect((await search(text)).filter((id) => both.includes(id)).sort(), text).toEqual(both);
    }
    const devanagari = end.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit)));
    expect(await search(devanagari)).toContain(first.personId);
  });

  test('finds the number of a portal or laboratory, however it is written', async () => {
    const { personId } = await named('Ekta Singh');
    await db.owner
      .insertInto('person_identifier')
      .values({ district_id: place.district, system: 'srf', value: '2212345678901', person_id: personId })
      .execute();
    await db.owner
      .insertInto('person_identifier')
      .values({ district_id: place.district, system: 'icmr', value: 'KA2021X', person_id: personId })
      .execute();
    expect(await search('2212345678901')).toEqual([personId]);
    expect(await search('22-1234 5678901')).toEqual([personId]);
    expect(await search('ka2021x')).toEqual([personId]);
  });

  test('shows nobody of another ward, by name, number or list', async () => {
    const theirs = await named('Zubeda Markam', place.wards[1]);
    await db.owner
      .insertInto('person_identifier')
      .values({ district_id: place.district, system: 'srf', value: '99887766', person_id: theirs.personId })
      .execute();
    const { number } = await db.owner
      .selectFrom('contact_point')
      .select('number')
      .where('id', '=', theirs.contactPointId)
      .executeTakeFirstOrThrow();
    const everywhere = await givenUser(db);
    for (const text of ['Zubeda Markam', number, '99887766']) {
      expect(await search(text), text).not.toContain(theirs.personId);
      expect(await search(text, everywhere), text).toContain(theirs.personId);
    }
  });

  test('shows a merged record no more', async () => {
    const [stays, goes] = [await named('Fagu Ram Sinha'), await named('Fagu Sinha')];
    await db.owner.updateTable('person').set({ merged_into: stays.personId }).where('id', '=', goes.personId).execute();
    expect(await search('Fagu Sinha')).toEqual([stays.personId]);
  });

  test('goes on page by page without a gap or a repeat', async () => {
    for (let n = 0; n < 7; n++) await named('Hemlal Nishad');
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await searchPeople(deps, caller, { text: 'Hemlal Nishad', limit: 3, ...(after && { after }) });
      seen.push(...page.items.map(({ personId }) => personId));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  test('for nothing that can be searched for is refused', async () => {
    for (const text of ['!!', '12', '   ']) await expect(search(text), text).rejects.toMatchObject({ code: 'bad-request' });
    await expect(searchPeople(deps, caller, { text: 'Asha', limit: 3, after: 'x' })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  test('is written down with whom it showed, not with what was typed', async () => {
    const rows = await db.owner.selectFrom('audit_event').select('detail').where('action', '=', 'people.searched').execute();
    expect(rows.length).toBeGreaterThan(5);
    for (const { detail } of rows) expect(Object.keys(detail as object).sort()).toEqual(['by', 'personIds']);
    expect(JSON.stringify(rows).replace(/[\da-f]{8}-[\da-f-]{27}/g, '')).not.toMatch(/\d{3}|[lL]axmi|Zubeda/);
  });
});
