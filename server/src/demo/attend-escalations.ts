import type { LocalDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { moveEscalation } from '../escalations/move-escalation.ts';
import type { Random } from '../telephony/simulated/random.ts';
import type { VirtualClock } from '../telephony/simulated/virtual-clock.ts';
import type { Lane } from './lane.ts';
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
const toTakeSeconds = 60;
const toDealSeconds = 7 * 60;

/** Doctors on duty from eight to nine in the evening, each with one escalation at a time: the one that must be acknowledged first. */
export function attendEscalations(book: Lane, clock: VirtualClock, duty: Duty): void {
  const startsAt = instantAt(duty.day, '08:00', duty.zone);
  for (const doctor of duty.doctors.values()) clock.at(startsAt, () => lookForNext(book, clock, duty, doctor));
}

async function lookForNext(book: Lane, clock: VirtualClock, duty: Duty, doctor: Actor): Promise<void> {
  const { random, districtId } = duty;
  if (clock.now() >= instantAt(duty.day, '21:00', duty.zone)) return;
  const again = () => lookForNext(book, clock, duty, doctor);
  const escalationId = await book.run(() => book.deps.system.transaction().execute((trx) => findNextEscalation(trx, districtId)));
  if (escalationId === null) {
    clock.after(lookEverySeconds * 1000, again);
    return;
  }
  await book.run(() => moveEscalation(book.deps, doctor, { escalationId, action: 'acknowledge' }));
  clock.after(Math.round(random.exponential(toDealSeconds) * 1000), async () => {
    await book.run(() =>
      moveEscalation(book.deps, doctor, { escalationId, action: 'resolve', resolution: 'advised-by-phone' }).catch(raisedAnew),
    );
    clock.after(Math.round(random.exponential(toTakeSeconds) * 1000), again);
  });
}

/** The person has become worse meanwhile: somebody must take it again (it waits at the head of the list), or has already and dealt with it. */
function raisedAnew(error: unknown): void {
  if (!(error instanceof AppError) || !['acknowledge-first', 'conflict'].includes(error.code)) throw error;
}
