import { endpoints } from '@kshem/contract/endpoints.ts';
import { roles } from '@kshem/domain/access/roles.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { placeCall } from '../calls/place-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { recordConsultation } from '../consultations/record-consultation.ts';
import { type TableKind, tables } from '../db/tables.ts';
import { inScope } from '../db/transaction.ts';
import { openVisit } from '../help-desk/open-visit.ts';
import { setBeneficiary } from '../help-desk/register-beneficiary.ts';
import { closeDay } from '../reports/close-day.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import {
  type GivenPerson,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  tenInTheMorning,
  testDay,
  testDeps,
  version,
} from '../testing/given.ts';
import { requestTransfer } from '../transfers/open-transfer.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';

/**
 * Two wards with a morning's work in each. Whoever serves the first, with every role there is, learns nothing of the second: not by any
 * endpoint, and not by a statement that forgets its area.
 */
const db = await testDatabase();
const deps = testDeps(db);
const [own, other] = place.wards;
let desk: Desk;
let secret: Awaited<ReturnType<typeof givenMorning>>;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  await givenMorning(own);
  secret = await givenMorning(other);
  const supervisor = await givenUser(db, { roles: ['supervisor'] });
  await closeDay(deps, supervisor, { day: testDay, programmeId: programme, reason: 'for this test' });
});

/** One person answers and is red, one is called in vain, one waits. */
async function givenMorning(ward: number) {
  const people: GivenPerson[] = [];
  for (let i = 0; i < 3; i++) {
    const person = await givenPerson(db, { areaId: ward, episode: { last_level: i < 2 ? 'red' : 'green' } });
    await givenCheckIn(db, person);
    people.push(person);
  }
  await fillDay(deps, { districtId: place.district, day: testDay });
  const answered = await call(ward);
  const { checkInId, checkInDueOn, attemptId } = answered.attempt;
  const informant = { kind: 'self' as const };
  const answers = { breathless: true, spo2: 88 };
  const sent = { submissionId: deps.newId(), checkInId, checkInDueOn, attemptId, informant, answers, saidAt: tenInTheMorning };
  await submitAnswers(deps, answered.caller, sent);
  const vain = await call(ward);
  await recordDisposition(deps, vain.caller, { attemptId: vain.attempt.attemptId, disposition: 'no-answer' });
  const [one, two] = people.map(({ personId }) => personId).sort((a, b) => (a < b ? -1 : 1));
  const proposal = { district_id: place.district, id: deps.newId(), person_a: one as string, person_b: two as string };
  await db.owner
    .insertInto('merge_proposal')
    .values({ ...proposal, evidence: '[]', score: 80, status: 'proposed', proposed_at: tenInTheMorning })
    .execute();
  const { name, number } = await db.owner
    .selectFrom('person_contact_point as n')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .innerJoin('contact_point as c', 'c.id', 'n.contact_point_id')
    .select(['p.name', 'c.number'])
    .where('p.id', '=', people[2]?.personId as string)
    .executeTakeFirstOrThrow();
  const of = (table: 'need' | 'escalation') =>
    db.owner.selectFrom(table).select('id').where('area_id', '=', ward).executeTakeFirstOrThrow();
  const [{ id: needId }, { id: escalationId }] = [await of('need'), await of('escalation')];
  const visitId = await comeToHelpDesk(people[2]?.personId as string);
  const doctor = await givenUser(db, { roles: ['doctor'] });
  const ill = people.find(({ personId }) => personId === answered.attempt.personId) as GivenPerson;
  const shifted = { episodeId: ill.episodeId, bedKind: 'icu' as const, reason: 'breathless' };
  const { transferId } = await requestTransfer(deps, doctor, shifted);
  const consulted = { escalationId: null, closes: false, drugAdvice: null, adviceCodes: [], remeasureAt: null, bedKind: null };
  await recordConsultation(deps, doctor, {
    ...{ ...consulted, referTo: null, followUpOn: testDay, consultationId: deps.newId(), episodeId: shifted.episodeId },
    ...{ heldAt: tenInTheMorning, spokeWith: 'person', note: 'breathless', decision: 'stay' },
  });
  return { people, answered, vain, proposalId: proposal.id, name, number, needId, escalationId, visitId, transferId };
}

async function comeToHelpDesk(personId: string): Promise<string> {
  const supervisor = await givenUser(db, { roles: ['supervisor'] });
  const officer = { serviceNumber: `CG-${personId.slice(-4)}`, name: 'Officer', state: 'serving', unit: null } as const;
  await setBeneficiary(deps, supervisor, { personId, category: 'police-family', officer, relation: 'self' });
  const visitId = deps.newId();
  await openVisit(deps, supervisor, { visitId, personId, channel: 'phone', requests: [{ kind: 'test' }] });
  return visitId;
}

async function call(ward: number) {
  const caller = await givenUser(db, { areas: [ward] });
  const claim = await claimNext(deps, caller);
  if (claim.kind !== 'claimed') throw new Error(`nothing to claim: ${claim.why}`);
  const placed = await placeCall(deps, caller, claim);
  const [attempt] = placed.attempts;
  if (!attempt) throw new Error('nobody was asked');
  return { caller, attempt, phoneCallId: placed.phoneCallId, fence: claim.fence };
}

describe('a statement that forgets its area', () => {
  const byArea = Object.entries<TableKind>(tables).flatMap(([name, about]) =>
    about.kind === 'distributed' && about.scope === 'area' ? [name] : [],
  );
  const areasIn = async (table: string, areas: readonly number[]) => {
    const { rows } = await inScope(db.app, { districtId: place.district, areas }, (trx) =>
      sql<{ area_id: number }>`select distinct area_id from ${sql.table(table)} order by 1`.execute(trx),
    );
    return rows.map(({ area_id }) => area_id);
  };

  for (const table of [
    'person',
    'episode',
    'check_in',
    'worklist_household',
    'worklist_item',
    'call_attempt',
    'submission',
    'observation',
    'escalation',
    'escalation_event',
    'consultation',
    'transfer',
    'transfer_event',
    'need',
    'need_event',
    'beneficiary',
    'help_visit',
    'help_visit_need',
    'day_counter',
    'day_ledger_row',
  ]) {
    test(`sees of ${table} the wards of its transaction and no other`, async () => {
      const everything = await sql<{ area_id: number }>`select distinct area_id from ${sql.table(table)} order by 1`.execute(
        db.owner,
      );
      const there = everything.rows.map(({ area_id }) => area_id).filter((area) => area === own || area === other);
      expect(there.length).toBeGreaterThan(0);
      expect(await areasIn(table, [own])).toEqual(there.filter((area) => area === own));
      expect(await areasIn(table, [own, other])).toEqual(there);
    });
  }

  test('sees nothing at all of any table without a ward, of another district, or outside a scope', async () => {
    for (const table of byArea) {
      expect(await areasIn(table, [])).toEqual([]);
      const elsewhere = inScope(db.app, { districtId: 9002, areas: 'all' }, (trx) =>
        sql`select 1 from ${sql.table(table)} limit 1`.execute(trx),
      );
      expect((await elsewhere).rows).toEqual([]);
      expect((await sql`select 1 from ${sql.table(table)} limit 1`.execute(db.app)).rows).toEqual([]);
    }
  });

  test('writes nothing there either', async () => {
    const [person] = secret.people;
    const changed = await inScope(db.app, { districtId: place.district, areas: [own] }, (trx) =>
      trx
        .updateTable('person')
        .set({ name: 'changed' })
        .where('district_id', '=', place.district)
        .where('area_id', '=', other)
        .executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
    const row = await db.owner
      .selectFrom('person')
      .select('name')
      .where('id', '=', person?.personId as string)
      .executeTakeFirst();
    expect(row?.name).not.toBe('changed');
  });
});

describe('whoever serves the first ward, with every role', () => {
  type Ask = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };
  /** What is asked of each endpoint that could say something about a person; an endpoint that is missing here fails the test below. */
  const asks = (): Record<string, Ask> => {
    const { answered, vain, people, proposalId, needId, escalationId, visitId, transferId } = secret;
    const importId = deps.newId();
    const { householdId, personId, contactPointId, episodeId } = people[2] as GivenPerson;
    const described = { name: secret.name, phones: [secret.number] };
    const { checkInId, checkInDueOn: dueOn, attemptId } = answered.attempt;
    const said = { informant: { kind: 'self' }, answers: {}, saidAt: tenInTheMorning.toISOString() };
    const programmeId = { programmeId: programme };
    return {
      claimNext: {},
      renewClaim: { params: { householdId }, body: { fence: vain.fence } },
      releaseClaim: { params: { householdId }, body: { fence: vain.fence } },
      skipHousehold: { params: { householdId }, body: { fence: vain.fence, reason: 'curious' } },
      placeCall: { body: { householdId, fence: vain.fence } },
      recordDisposition: { params: { attemptId: vain.attempt.attemptId }, body: { disposition: 'busy' } },
      hangUpCall: { params: { callId: answered.phoneCallId } },
      callByHandset: { params: { callId: answered.phoneCallId } },
      traceCall: { params: { callId: answered.phoneCallId } },
      readCheckIn: { params: { dueOn, checkInId } },
      previewTriage: { params: { dueOn, checkInId }, body: said },
      submitAnswers: { body: { ...said, submissionId: deps.newId(), checkInId, checkInDueOn: dueOn, attemptId } },
      listWorklist: {},
      countWorklist: {},
      takeBackClaim: { params: { householdId }, body: { fence: vain.fence, reason: 'curious' } },
      steerHousehold: { params: { householdId }, body: { action: 'hurry', reason: 'curious' } },
      whyNotCalled: { params: { personId } },
      readLedger: { params: { day: testDay }, query: programmeId },
      listClosedDays: {},
      readClosedDay: { params: { day: testDay }, query: programmeId },
      readCloseOutlook: { params: { day: testDay }, query: programmeId },
      readBoard: { query: { day: testDay, by: 'area' } },
      whoSaw: { params: { subjectId: personId } },
      findSamePeople: { body: { ...described, areaId: own } },
      enrolPerson: { body: { ...described, areaId: other, ...programmeId } },
      enrolKnownPerson: { params: { personId }, body: programmeId },
      closeEpisode: { params: { episodeId }, body: { outcome: 'completed' } },
      listMayEnd: {},
      readSheet: { params: { personId } },
      recordConsultation: {
        body: {
          consultationId: deps.newId(),
          episodeId,
          heldAt: said.saidAt,
          spokeWith: 'nobody',
          note: 'curious',
          decision: 'stay',
        },
      },
      listFollowUps: {},
      listHandOvers: {},
      writeHandOver: { body: { handOverId: deps.newId(), note: 'nobody of theirs' } },
      takeHandOver: { params: { handOverId: deps.newId() } },
      listDuty: {},
      listTransfers: {},
      countTransfers: {},
      readTransfer: { params: { transferId } },
      requestTransfer: { body: { episodeId, bedKind: 'icu', reason: 'curious' } },
      moveTransfer: { params: { transferId }, body: { action: 'cancel', from: 'requested', note: 'curious' } },
      tellFamily: { params: { transferId } },
      receiveTransfer: { params: { transferId }, body: { action: 'confirm-bed' } },
      readOwnFacilities: {},
      pauseEpisode: { params: { episodeId }, body: { reason: 'none of theirs' } },
      resumeEpisode: { params: { episodeId } },
      tellDeath: { params: { personId } },
      askUndoDeath: { params: { personId }, body: { reason: 'curious' } },
      readUndoDeath: { params: { personId } },
      confirmUndoDeath: { params: { personId } },
      optOut: { params: { personId } },
      listNeeds: {},
      countNeeds: {},
      readNeed: { params: { needId } },
      listCategories: {},
      saveCategory: {
        params: { code: 'none-of-theirs' },
        body: { title: { hi: 'क', en: 'a' }, ofOfficer: false, withdrawn: true },
      },
      findOfficers: { body: { text: 'CG-' } },
      findSameBeneficiaries: { body: { ...described, areaId: own } },
      registerBeneficiary: { body: { ...described, areaId: other, category: 'public' } },
      setBeneficiary: { params: { personId }, body: { category: 'public' } },
      readBeneficiary: { params: { personId } },
      openVisit: { body: { visitId: deps.newId(), personId, channel: 'phone', requests: [{ kind: 'test' }] } },
      readSlip: { params: { visitId } },
      recordOutcome: { params: { needId }, body: { eventId: deps.newId(), outcome: 'dose-1', on: testDay } },
      readHelped: {},
      listDeliveries: { query: { held: 'nobody' } },
      countDeliveries: {},
      takeNeed: { params: { needId }, body: { eventId: deps.newId() } },
      deliverNeed: { params: { needId }, body: { eventId: deps.newId(), at: said.saidAt, note: 'none of theirs' } },
      failDelivery: {
        params: { needId },
        body: { eventId: deps.newId(), at: said.saidAt, reason: 'moved', giveBack: false },
      },
      readNeedPhoto: { params: { needId } },
      moveNeeds: { body: { action: 'fulfil', needs: [{ needId: deps.newId(), from: 'open' }] } },
      moveNeed: { params: { needId }, body: { action: 'assign', from: 'open' } },
      listEscalations: {},
      countEscalations: {},
      readEscalation: { params: { escalationId } },
      acknowledgeEscalation: { params: { escalationId } },
      resolveEscalation: { params: { escalationId }, body: { resolution: 'none of theirs' } },
      handBackEscalation: { params: { escalationId }, body: { note: 'none of theirs' } },
      // Lists are of the whole district: who serves a part of it sees none of them.
      startImport: {},
      previewList: {},
      listImports: {},
      readImport: { params: { importId } },
      readImportReport: { params: { importId } },
      readRejects: { params: { importId } },
      listSources: {},
      readMapping: { params: { code: 'lab-1' } },
      saveMapping: { params: { code: 'lab-1' }, body: { corrections: {} } },
      readHygiene: { query: { from: testDay, to: testDay } },
      searchPeople: { body: { text: 'Test Person' } },
      readHistory: { params: { personId } },
      readPersonCard: { params: { personId } },
      revealNumber: { params: { personId, contactPointId }, body: { reason: 'dial-by-hand' } },
      changeNumber: { params: { personId }, body: { number: '61000 09998' } },
      listMergeProposals: {},
      mergePeople: { params: { proposalId }, body: {} },
      keepApart: { params: { proposalId } },
      countPeopleByArea: {},
      exportWorklist: { query: { format: 'csv' } },
      exportNeeds: { query: { format: 'csv' } },
      exportEscalations: { query: { format: 'csv' } },
      exportPeople: { query: { format: 'csv' } },
      exportLedger: { params: { day: testDay }, query: { programmeId: programme, format: 'csv' } },
      exportImports: { query: { format: 'csv' } },
      exportUsers: { query: { format: 'csv' } },
      reserveTurns: {},
      reportCall: {
        body: {
          ...{ phoneCallId: deps.newId(), householdId, fence: vain.fence, contactPointId },
          attempts: [{ attemptId: deps.newId(), itemId: deps.newId(), checkInId, checkInDueOn: dueOn }],
          ...{ dialledAt: said.saidAt, sentAt: said.saidAt },
        },
      },
      hearOfNeed: { params: { needId }, body: { came: true } },
      readRoom: {},
      dryRunVersion: { params: programmeId, body: { day: testDay, version } },
    };
  };
  /** Says nothing about people, or only about accounts (access.test.ts). */
  const aboutNobody = [
    'followLive',
    'startPause',
    'endPause',
    'connectOwnPhone',
    'ownPhone',
    'saveOwnPhone',
    'disconnectOwnPhone',
    'readPause',
    'listAreaShapes',
    'readHealth',
    'readReadiness',
    'listProgrammes',
    'readProtocol',
    'compareVersions',
    'prepareDay',
    'closeDay',
    'whatDid',
    'listAreas',
    'readSettings',
    'setSecondFactorRoles',
    'setCallingHours',
    'addArea',
    'renameArea',
    'assignVersion',
    'setDuty',
    // Beds, places and vehicles; those who are on their way to them are asked for above.
    'listFacilities',
    'saveFacility',
    'reportBeds',
    'reportPlaces',
    'listAmbulances',
    'saveAmbulance',
  ];
  const aboutAccounts = Object.values(endpoints)
    .filter(({ path }) => /^\/api\/(session|users|members)/.test(path))
    .map(({ name }) => name);

  test('every endpoint is asked, or is known to say nothing about people', () => {
    expect([...Object.keys(asks()), ...aboutNobody, ...aboutAccounts].sort()).toEqual(Object.keys(endpoints).sort());
  });

  for (const name of Object.keys(endpoints).filter((one) => !aboutNobody.includes(one) && !aboutAccounts.includes(one))) {
    test(`${name} says nothing of the second`, async () => {
      const { token } = await desk.signedIn({ roles: [...roles], areas: [own] });
      const { path, method } = endpoints[name] ?? { path: '', method: 'GET' as const };
      const { params = {}, query, body } = asks()[name] as Ask;
      const answer = await desk.app.inject({
        method,
        url: path.replace(/:(\w+)/g, (_, param: string) => params[param] ?? ''),
        headers: { authorization: `Bearer ${token}` },
        ...(query && { query }),
        ...(body !== undefined && { payload: body as object }),
      });
      expect(answer.statusCode).not.toBe(400);
      expect(answer.statusCode).toBeLessThan(500);
      // A refusal names what was asked for, and nothing that the asker did not know.
      const told = answer.statusCode < 400 ? answer.body : answer.body.replaceAll(/"detail":\{[^}]*\}/g, '');
      const known = [
        ...secret.people.flatMap(({ personId, episodeId, householdId, contactPointId }) => [
          personId,
          episodeId,
          householdId,
          contactPointId,
        ]),
        secret.number.slice(3),
        secret.needId,
        secret.visitId,
        secret.escalationId,
        secret.transferId,
        String(other),
      ];
      expect(known.filter((id) => told.includes(id))).toEqual([]);
    });
  }

  test('their own ward is open to them by the same endpoints', async () => {
    const { token } = await desk.signedIn({ roles: [...roles], areas: [own] });
    const url = `/api/days/${testDay}/ledger`;
    const answer = await desk.app.inject({
      url,
      query: { programmeId: programme },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.json().items.map(({ areaId }: { areaId: number }) => areaId)).toEqual([own, own, own]);
  });
});
