import type { LocalDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { moveEscalation } from '../escalations/move-escalation.ts';
import type { Random } from '../telephony/simulated/random.ts';
import type { VirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { findNextEscalation } from './queries.ts';

type Duty = {
  readonly districtId: number;
  readonly day: LocalDate;
  readonly zone: string;
  readonly doctors: ReadonlyMap<string, Actor>;
  readonly random: Random;
};

/** A doctor who has nothing looks this often. */
const lookEverySeconds = 60;
/** Mean times: from seeing an escalation to taking it, and from there to having dealt with it. */
const toTakeSeconds = 90;
const toDealSeconds = 9 * 60;

/** Doctors on duty from eight to nine in the evening, each with one escalation at a time: the one that must be acknowledged first. */
export function attendEscalations(deps: Deps, clock: VirtualClock, duty: Duty): void {
  const startsAt = instantAt(duty.day, '08:00', duty.zone);
  for (const doctor of duty.doctors.values()) clock.at(startsAt, () => lookForNext(deps, clock, duty, doctor));
}

async function lookForNext(deps: Deps, clock: VirtualClock, duty: Duty, doctor: Actor): Promise<void> {
  const { random, districtId } = duty;
  if (clock.now() >= instantAt(duty.day, '21:00', duty.zone)) return;
  const again = () => lookForNext(deps, clock, duty, doctor);
  const escalationId = await deps.system.transaction().execute((trx) => findNextEscalation(trx, districtId));
  if (escalationId === null) {
    clock.after(lookEverySeconds * 1000, again);
    return;
  }
  await moveEscalation(deps, doctor, { escalationId, action: 'acknowledge' });
  clock.after(Math.round(random.exponential(toDealSeconds) * 1000), async () => {
    await moveEscalation(deps, doctor, { escalationId, action: 'resolve', resolution: 'advised-by-phone' });
    clock.after(Math.round(random.exponential(toTakeSeconds) * 1000), again);
  });
}
