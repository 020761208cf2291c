import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Deps } from '../deps.ts';
import { lockVisiblePerson } from '../people/lock-visible-person.ts';
import { raiseStopNeed } from './raise-stop-need.ts';
import { stopPerson } from './stop-person.ts';

/**
 * Writes down that a person died: their calls end in every programme, everybody under their roof is left alone until a supervisor has
 * decided, and a supervisor is told. Over the whole district: the family may live in several wards.
 *
 * @throws AppError not-found · not-called-any-more where it is on record already
 */
export function tellDeath(deps: Deps, actor: Actor, told: { personId: string }): Promise<{ ended: string[]; paused: string[] }> {
  const write = () =>
    deps.system.transaction().execute(async (trx) => {
      const { personId, householdId, areaId, deceasedAt } = await lockVisiblePerson(trx, actor, told.personId);
      if (deceasedAt) throw new AppError('not-called-any-more', { personId });
      const stopped = await stopPerson(deps, trx, actor, {
        personId,
        householdId,
        episodeId: null,
        stops: 'household',
        outcome: 'died',
      });
      const [episodeId] = stopped.ended;
      if (episodeId) await raiseStopNeed(deps, trx, actor, { personId, householdId, areaId, episodeId, kind: 'bereavement' });
      return stopped;
    });
  return againOnDeadlock(write);
}
