import { mayGrant } from '@kshem/domain/access/area-scope.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import { type Account, areasById, areasOfDistrict, findAccount } from './queries.ts';

/** Nobody gives away an area of another district, or one outside their own. @throws AppError not-found. */
export async function refuseForeignAreas(trx: Trx, actor: Actor, areaIds: readonly number[]): Promise<void> {
  const ofDistrict = new Set((await areasOfDistrict(trx, actor.districtId)).map(({ id }) => id));
  const foreign = areaIds.filter((id) => !ofDistrict.has(id) || (actor.areas !== 'all' && !actor.areas.includes(id)));
  if (foreign.length > 0) throw new AppError('not-found', { areaIds: foreign });
}

/**
 * The account, if the actor may change it: all its areas, in every district, lie inside the actor's own. Otherwise the administrator of a
 * block could take over the account of the district's by giving it a new password.
 * @throws AppError not-found.
 */
export async function accountToManage(trx: Trx, actor: Actor, userId: string): Promise<Account> {
  const account = await findAccount(trx, userId);
  if (!account) throw new AppError('not-found', { userId });
  if (actor.userId === null) return account;
  const own = await findAccount(trx, actor.userId);
  const wanted = account.grants.map(({ areaId }) => areaId);
  const areas = wanted.length === 0 ? [] : await areasById(trx, wanted);
  if (
    !own ||
    !mayGrant(
      own.grants.map(({ areaId }) => areaId),
      areas,
    )
  )
    throw new AppError('not-found', { userId });
  return account;
}
