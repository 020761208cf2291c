import { describe, expect, test } from 'vitest';
import { demoAreas, demoDistrict, demoPlaces } from './district.ts';
import { demoPeopleCount, makePeople } from './people.ts';
import { demoCallers, demoStaff, makeCallers } from './staff.ts';

const people = makePeople('shantipur', demoPeopleCount);
const share = (of: number) => of / people.length;

describe('the demonstration district', () => {
  test('is a tree with every parent before its children and no code used twice', () => {
    const seen = new Set<number | null>([null]);
    for (const area of demoAreas) {
      expect(seen.has(area.parentId)).toBe(true);
      expect(seen.has(area.id)).toBe(false);
      seen.add(area.id);
    }
    expect(demoPlaces).toHaveLength(42);
    expect(demoAreas.every((area) => area.name.hi !== '' && area.name.en !== '' && area.lgdCode.startsWith('90'))).toBe(true);
  });

  test('has the staff the story names, with areas that exist and logins of their own', () => {
    const count = (role: string) => demoStaff.filter(({ roles }) => roles.some((held) => held === role)).length;
    const wanted = { administrator: 1, officer: 1, supervisor: 2, doctor: 2, field: 2, caller: 12, clerk: 1 };
    for (const [role, number] of Object.entries(wanted)) expect([role, count(role)]).toEqual([role, number]);
    const ids = new Set(demoAreas.map(({ id }) => id));
    expect(demoStaff.flatMap(({ areaIds }) => areaIds).every((id) => ids.has(id))).toBe(true);
    expect(new Set(demoStaff.map(({ login }) => login)).size).toBe(demoStaff.length);
  });

  test('every place has a caller for each language spoken there', () => {
    for (const { areaId, language } of people) {
      const path = [areaId, Math.floor(areaId / 100), demoDistrict.id];
      const able = demoCallers.filter(
        (caller) => caller.languages.includes(language) && caller.areaIds.some((id) => path.includes(id)),
      );
      expect(able.length, `${language} in ${areaId}`).toBeGreaterThan(0);
    }
  });

  test('a room of any size begins with the named callers', () => {
    expect(makeCallers(3)).toEqual(demoCallers.slice(0, 3));
    expect(makeCallers(130)).toHaveLength(130);
    expect(new Set(makeCallers(130).map(({ login }) => login)).size).toBe(130);
  });
});

describe('the people of the demonstration', () => {
  test('are the same from the same seed, others from another', () => {
    expect(makePeople('shantipur', 40)).toEqual(people.slice(0, 40));
    expect(makePeople('elsewhere', 40)).not.toEqual(people.slice(0, 40));
  });

  test('a short list is the beginning of a long one', () => {
    expect(makePeople('shantipur', 3000).slice(0, demoPeopleCount)).toEqual(people);
  });

  test('have numbers that nobody owns', () => {
    for (const { phones } of people) for (const { number } of phones) expect(number).toMatch(/^\+9161000 ?0\d{4}$/);
  });

  test('about one in five shares a phone, and only within a household', () => {
    const households = Map.groupBy(people, ({ phones }) => phones[0]?.number);
    const sharing = [...households.values()].filter((members) => members.length > 1).flat();
    expect(share(sharing.length)).toBeGreaterThan(0.14);
    expect(share(sharing.length)).toBeLessThan(0.27);
    for (const members of households.values()) expect(new Set(members.map(({ householdKey }) => householdKey)).size).toBe(1);
  });

  test('show both programmes, all languages, both town and country, and names in both scripts', () => {
    const old = people.filter(({ programme }) => programme === 'heat-elderly');
    expect(share(old.length)).toBeCloseTo(0.2, 1);
    expect(old.every(({ ageYears }) => ageYears >= 65)).toBe(true);
    expect(new Set(people.map(({ language }) => language))).toEqual(new Set(['hi', 'cg', 'en']));
    expect(new Set(people.map(({ areaId }) => areaId)).size).toBeGreaterThan(35);
    expect(people.every(({ name }) => /^[A-Za-z ]+$/.test(name.en) && /^[\u0900-\u097f ]+$/.test(name.hi))).toBe(true);
  });

  test('some worsen in the second week, few go to hospital, hardly anyone dies', () => {
    const many = makePeople('shantipur', 5000);
    const counted = (is: (person: (typeof many)[number]) => boolean) => many.filter(is).length / many.length;
    const worsening = counted(({ virtual }) => virtual.illness.dip !== null);
    expect(worsening).toBeGreaterThan(0.02);
    expect(worsening).toBeLessThan(0.08);
    const hospital = counted(({ virtual }) => virtual.illness.hospitalFromDay !== null);
    expect(hospital).toBeGreaterThan(0.002);
    expect(hospital).toBeLessThan(0.03);
    const deaths = counted(({ virtual }) => virtual.illness.diesOnDay !== null);
    expect(deaths).toBeGreaterThan(0);
    expect(deaths).toBeLessThan(0.01);
  });
});
