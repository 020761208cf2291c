import { daysBetween } from '@kshem/domain/time/local-date.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoDistrict } from '../../../demo/district.ts';
import { type DemoPerson, makePeople } from '../../../demo/people.ts';
import { openEpisodes } from '../../../demo/story.ts';
import { ensureMonths } from '../db/partitions.ts';
import { plainPhone, plainSpeaker } from '../telephony/simulated/habits.ts';
import type { IllnessCourse } from '../telephony/simulated/illness.ts';
import { testDatabase } from '../testing/database.ts';
import type { DayReport } from './day-report.ts';
import { dayReportText } from './day-report-text.ts';
import { enrolTown, spreadDays } from './enrol-town.ts';
import { liveDay } from './live-day.ts';
import { simulateDay } from './simulate-day.ts';

const day = '2026-05-14';
const seed = 'shantipur';
const [town, one, other] = [await testDatabase(), await testDatabase(), await testDatabase()];

beforeAll(async () => {
  for (const { owner } of [town, one, other]) await ensureMonths(owner, '2026-05-01', 1);
});

/** Everybody of a household picks up and talks; on the day itself the first of them is told dead, or has become gravely ill. */
function withFate(
  people: readonly DemoPerson[],
  householdKey: string,
  fate: (course: IllnessCourse, on: number) => IllnessCourse,
) {
  const openings = openEpisodes(seed, people, day, spreadDays);
  const firstKey = people.find((person) => person.householdKey === householdKey)?.key;
  return people.map((person, index): DemoPerson => {
    if (person.householdKey !== householdKey) return person;
    const dayOfIllness = daysBetween(openings[index]?.dayZeroOn ?? day, day);
    const quiet = { ...person.virtual.illness, fever: null, dip: null, symptoms: [], hospitalFromDay: null, diesOnDay: null };
    const illness = person.key === firstKey ? fate(quiet, dayOfIllness) : quiet;
    const speaking = {
      ...plainSpeaker,
      language: person.language,
      dodges: 0,
      refusesQuestion: 0,
      refusesCall: 0,
      asksToBeCalledBack: 0,
    };
    const habits = { ...plainPhone, answersByHour: Array(24).fill(1), busy: 0, outOfCoverage: 0, rejects: 0, hangsUpMidway: 0 };
    return {
      ...person,
      phones: person.phones.map((phone) => ({ ...phone, habits })),
      virtual: { ...person.virtual, speaking, illness },
    };
  });
}

describe('a simulated day of 60 people and 4 callers', () => {
  const drawn = makePeople(seed, 60);
  const households = Map.groupBy(drawn, ({ householdKey }) => householdKey);
  const [bereaved = ''] = [...households].find(([, members]) => members.length > 1) ?? [];
  const worse = drawn.find(({ programme, householdKey }) => programme === 'covid-home-isolation' && householdKey !== bereaved);
  let report: DayReport;

  beforeAll(async () => {
    const dying = withFate(drawn, bereaved, (course, on) => ({ ...course, diesOnDay: on }));
    const people = withFate(dying, worse?.householdKey ?? '', (course, on) => ({
      ...course,
      hasOximeter: true,
      symptoms: [{ symptom: 'breathless', from: on, to: on + 3 }],
      dip: { from: on, to: on + 3, points: 20 },
    }));
    const { id: districtId, timeZone: zone } = demoDistrict;
    report = await liveDay(
      town.url,
      { callers: 4, seed },
      { districtId, zone, day, fill: (deps) => enrolTown(deps, { people, seed, day }) },
    );
  });

  test('ends with everybody explained and nobody rung twice at once', () => {
    expect(report.checks.filter(({ broken }) => broken > 0)).toEqual([]);
    expect(report.checks.length).toBeGreaterThan(5);
    expect(report.due).toBeGreaterThan(40);
    expect(report.ledger.map(({ totals }) => totals.due).reduce((sum, due) => sum + due, 0)).toBe(report.due);
  });

  test('reaches most people, and the room is about as busy as the closed form says', () => {
    const reached = report.ledger.flatMap(({ totals }) => totals.figures.filter(({ name }) => name === 'reached'));
    expect(reached.reduce((sum, { numerator }) => sum + numerator, 0)).toBeGreaterThan(0.5 * report.due);
    expect(report.room.busyShare).toBeCloseTo(report.room.bound ?? 0, 1);
  });

  test('a death that is told stops the calls to the whole household', async () => {
    const { rows } = await town.systemPool.query<{ died: Date; later: number; open: number }>(
      `select max(p.deceased_at) died,
         (select count(*)::int from phone_call c where c.household_id = p.household_id and c.requested_at > max(p.deceased_at)) later,
         (select count(*)::int from worklist_item i where i.household_id = p.household_id and i.state = 'open') as open
       from person p where p.deceased_at is not null group by p.household_id`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ later: 0, open: 0 });
  });

  test('who worsens is red the same day, and a doctor has put their name to it', async () => {
    const { rows } = await town.systemPool.query<{ level: string; status: string; acknowledged_by: string | null }>(
      `select e.level, e.status, e.acknowledged_by from escalation e join person p on p.id = e.person_id
       where p.name = any ($1) and e.raised_at >= '${day}'`,
      [[worse?.name.hi, worse?.name.en]],
    );
    expect(rows.map(({ level }) => level)).toContain('red');
    expect(rows.every(({ acknowledged_by }) => acknowledged_by !== null)).toBe(true);
    expect(report.red.raised).toBeGreaterThan(0);
    expect(report.red.toRaised?.median).toBeLessThan(5 * 60);
  });

  test('has a report that says what broke', () => {
    expect(dayReportText(report)).toContain('holds   everybody due has exactly one row in the ledger');
    const broken = { ...report, checks: [{ rule: 'nobody is lost', broken: 2 }] };
    expect(dayReportText(broken)).toContain('BROKEN  nobody is lost: 2');
  });
});

describe('simulated days', () => {
  const small = { people: 12, callers: 2, seed, day };

  test('are the same from the same seed', async () => {
    const { wallSeconds: _, ...first } = await simulateDay({ ...small, databaseUrl: one.url });
    const { wallSeconds: __, ...second } = await simulateDay({ ...small, databaseUrl: other.url });
    expect(second).toEqual(first);
    expect(first.room.calls).toBeGreaterThan(10);
  });

  test('go on in a district that is there already, with whoever is due', async () => {
    const next = await simulateDay({ ...small, databaseUrl: one.url, existing: demoDistrict.id, day: '2026-05-15' });
    expect(next.checks.filter(({ broken }) => broken > 0)).toEqual([]);
    expect(next.due).toBeGreaterThan(5);
    expect(next.room.answered).toBeGreaterThan(0);
  });
});
