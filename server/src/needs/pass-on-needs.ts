import { isWaitedFor } from '@kshem/domain/need/need-state.ts';
import { nextOfficer } from '@kshem/domain/need/next-officer.ts';
import type { NeedKind } from '@kshem/domain/protocol/protocol.ts';
import type { Deps } from '../deps.ts';
import { insertNeedEvents, lockUnheard, type PassedOn, savePassedOn, type Unheard } from './queries.ts';

/** Needs that one statement takes; a bad night has more, and the sweep goes on until none is left. */
const batch = 500;

/**
 * Tells the next officer of each need that was not met in time, and the room's head of each delivery that nobody has asked the person
 * about. Every minute; repeating it is harmless, and two servers at once take different ones.
 *
 * @returns how many were passed on
 */
export async function passOnNeeds(deps: Deps, districtId: number): Promise<number> {
  for (let passed = 0; ; ) {
    const taken = await passOnSome(deps, districtId);
    passed += taken;
    if (taken < batch) return passed;
  }
}

function passOnSome(deps: Deps, districtId: number): Promise<number> {
  const now = deps.now();
  return deps.system.transaction().execute(async (trx) => {
    const unheard = await lockUnheard(trx, districtId, now, batch);
    const passed = unheard.map((need) => ({ need, on: passedOn(need, now) }));
    if (passed.length > 0)
      await savePassedOn(
        trx,
        districtId,
        now,
        passed.map(({ on }) => on),
      );
    await insertNeedEvents(
      trx,
      passed.flatMap(({ need: { id, areaId, status }, on: { to } }) => {
        if (to === null) return [];
        const event = { district_id: districtId, id: deps.newId(), need_id: id, area_id: areaId, status, at: now, by_user: null };
        const action = isWaitedFor(status) ? 'need-passed-on' : 'need-unconfirmed';
        return [{ ...event, action, note: null, detail: JSON.stringify({ to }) }];
      }),
    );
    return unheard.length;
  });
}

function passedOn({ id, status, ownerUnit, escalatedTo, raisedAt, dueAt }: Unheard, now: Date): PassedOn {
  if (!isWaitedFor(status)) return { id, to: 'supervisor', next: null };
  const step = nextOfficer({ owner: ownerUnit as NeedKind['owner'], escalatedTo, raisedAt, dueAt }, now);
  return { id, to: step?.to ?? null, next: step?.next ?? null };
}
