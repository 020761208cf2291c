import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Actor } from '../actor.ts';
import { clearDesk, givenOnDesk, mustClaim } from '../calls/given-call.ts';
import { type PlacedCall, placeCall } from '../calls/place-call.ts';
import { startTelephony, stopTelephony } from '../calls/start-telephony.ts';
import type { Deps } from '../deps.ts';
import { type AsteriskSettings, connectAsterisk } from '../telephony/asterisk/connect-asterisk.ts';
import { createHandsetProvider } from '../telephony/handset/provider.ts';
import type { Behaviour } from '../telephony/lab/phone-farm.ts';
import { type Lab, startLab } from '../telephony/lab/start-lab.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { openCallerLeg } from './open-caller-leg.ts';
import { saveOwnPhone } from './own-phone.ts';

const districtId = place.district;
/** For tests: a second is a tenth of one, and another server takes over after six tenths. */
export const timing = { secondMs: 100, lease: 600, margin: 100, beatMs: 100 };
export const ownNumber = '+916100900001';
export const voices = { caller: 700, person: 1100 } as const;
export const soon = { timeout: 10_000, interval: 20 };

/** Rings, answers, and has a voice of its own. */
export function speaks(hertz: number, ringMs = 100): Behaviour {
  return async (phone) => {
    phone.ring();
    await phone.wait(ringMs);
    await phone.answer();
    phone.talk(hertz);
  };
}

/** A real exchange with a caller's phone and a person's, a district, and a server that is in charge of the exchange in each test. */
export async function givenExchange() {
  const db = await testDatabase();
  const clock = { now: tenInTheMorning };
  /** What the phones do in this test. */
  const phones: { caller: Behaviour; person: Behaviour } = { caller: speaks(0), person: speaks(0) };
  let lab: Lab;
  let deps: Deps;

  /** Another server of the installation, not started. */
  const server = (settings: Partial<AsteriskSettings> = {}): Deps => {
    const now = () => clock.now;
    const to = { ...lab.settings, timing, ...settings };
    const asterisk = connectAsterisk(to, { db: db.system, now, log: pino({ level: 'silent' }) });
    return testDeps(db, clock, { handset: createHandsetProvider({ now }), asterisk });
  };

  beforeAll(async () => {
    await givenDistrict(db);
    const behaviourOf = (number: string): Behaviour => {
      return (phone) => (number === ownNumber ? phones.caller : phones.person)(phone);
    };
    lab = await startLab(behaviourOf, { mediaLostSeconds: 2 });
  });
  afterAll(() => lab?.stop());
  beforeEach(async () => {
    clock.now = tenInTheMorning;
    phones.caller = speaks(voices.caller);
    phones.person = speaks(voices.person);
    deps = server();
    await startTelephony(deps);
  });
  afterEach(async () => {
    lab.farm.trunk(null);
    await deps.telephony.asterisk?.stop('end');
    await stopTelephony(deps);
    await db.owner.deleteFrom('caller_leg').where('district_id', '=', districtId).execute();
    await clearDesk(db);
  });

  /** Somebody to call, held by a caller whose own number is known. */
  const given = async () => {
    const [user, somebody] = [await givenUser(db), await givenPerson(db)];
    await saveOwnPhone(deps, user, ownNumber);
    return { user, ...(await nextOf(user, somebody)) };
  };
  const nextOf = async (user: Actor & { userId: string }, somebody: Awaited<ReturnType<typeof givenPerson>>) => {
    await givenOnDesk(db, deps, somebody);
    const { householdId, fence } = await mustClaim(deps, user);
    const { number } = await db.owner
      .selectFrom('contact_point')
      .select('number')
      .where('district_id', '=', districtId)
      .where('id', '=', somebody.contactPointId)
      .executeTakeFirstOrThrow();
    const call = (by: Deps = deps) => placeCall(by, user, { householdId, fence, channel: 'asterisk' });
    return { number, householdId, fence, call };
  };
  const hears = (number: string) => lab.farm.inCall(number)?.hears(Object.values(voices)) ?? null;
  const talking = (number: string) =>
    expect.poll(() => [hears(ownNumber), hears(number)], soon).toEqual([[voices.person], [voices.caller]]);
  const inConversation = async (by: Deps = deps) => {
    const all = await given();
    await openCallerLeg(by, all.user);
    const placed = await all.call(by);
    await talking(all.number);
    return { ...all, placed };
  };

  return {
    ...{ db, clock, phones, server, given, nextOf, hears, talking, inConversation },
    get lab() {
      return lab;
    },
    get deps() {
      return deps;
    },
    callRow: ({ phoneCallId }: Pick<PlacedCall, 'phoneCallId'>) =>
      db.owner
        .selectFrom('phone_call')
        .selectAll()
        .where('district_id', '=', districtId)
        .where('id', '=', phoneCallId)
        .executeTakeFirstOrThrow(),
    attemptRow: () =>
      db.owner.selectFrom('call_attempt').selectAll().where('district_id', '=', districtId).executeTakeFirstOrThrow(),
    legRow: () => db.owner.selectFrom('caller_leg').selectAll().where('district_id', '=', districtId).executeTakeFirstOrThrow(),
  };
}
