import { countHelped } from '@kshem/domain/help-desk/count-helped.ts';
import { helpDesk } from '@kshem/domain/help-desk/request-kinds.ts';
import { addDays } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from '../needs/known-kind.ts';
import { findZone } from '../settings/find-zone.ts';
import { allCategories, categoryNamed } from './categories.ts';
import { countWaiting, listHelp } from './queries.ts';

/**
 * How many people got what they asked the help desk for, by their own word: in all, by category, by kind and by day, of the actor's areas.
 * Nobody is counted twice, whatever records they have; nobody is named.
 */
export async function readHelped(deps: Deps, actor: Actor, days: { from?: string | undefined; until?: string | undefined }) {
  const { districtId } = actor;
  const { helps, categories, waiting } = await inScope(deps.app, actor, async (trx) => {
    const zone = await findZone(trx, districtId);
    const from = days.from === undefined ? null : instantAt(days.from, '00:00', zone);
    const until = days.until === undefined ? null : instantAt(addDays(days.until, 1), '00:00', zone);
    return {
      helps: await listHelp(trx, { districtId, from, until }),
      categories: await allCategories(trx, districtId),
      waiting: await countWaiting(trx, districtId),
    };
  });
  const counted = countHelped(helps);
  return {
    people: counted.people,
    waiting,
    categories: Object.entries(counted.byCategory).map(([code, people]) => ({
      ...{ code, people },
      title: categoryNamed(categories, code).title,
    })),
    kinds: await Promise.all(
      Object.entries(counted.byKind).map(async ([code, people]) => ({
        ...{ code, people },
        title: await titleOf(deps, { programmeId: helpDesk, version: null, kind: code }),
      })),
    ),
    both: Object.entries(counted.byBoth).map(([name, people]) => {
      const [category = '', kind = ''] = name.split(' ');
      return { category, kind, people };
    }),
    days: Object.entries(counted.byDay).map(([day, people]) => ({ day, people })),
  };
}
