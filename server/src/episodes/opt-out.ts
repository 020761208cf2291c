import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Deps } from '../deps.ts';
import { lockVisiblePerson } from '../people/lock-visible-person.ts';
import { raiseStopNeed } from './raise-stop-need.ts';
import { stopPerson } from './stop-person.ts';

/**
 * Writes down that a person does not want to be called: their calls end in every programme, and an officer decides how to follow them.
 * @throws AppError not-found · not-called-any-more where it is on record already
 */
export function optOut(deps: Deps, actor: Actor, wish: { personId: string }): Promise<{ ended: string[] }> {
  const write = () =>
    deps.system.transaction().execute(async (trx) => {
      const { personId, householdId, areaId, deceasedAt, doNotCallAt } = await lockVisiblePerson(trx, actor, wish.personId);
      if (deceasedAt ?? doNotCallAt) throw new AppError('not-called-any-more', { personId });
      const { ended } = await stopPerson(deps, trx, actor, {
        personId,
        householdId,
        episodeId: null,
        stops: 'person',
        outcome: 'withdrew',
      });
      const [episodeId] = ended;
      if (episodeId) await raiseStopNeed(deps, trx, actor, { personId, householdId, areaId, episodeId, kind: 'review-opt-out' });
      return { ended };
    });
  return againOnDeadlock(write);
}
