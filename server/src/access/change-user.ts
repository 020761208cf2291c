import type { Role } from '@kshem/domain/access/roles.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { type AuditEntry, writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { refuseWeak } from './change-password.ts';
import { accountToManage, refuseForeignAreas } from './may-manage.ts';
import { hashPassword } from './password.ts';
import {
  type Account,
  deleteSessionsOf,
  findAccount,
  type ManagedAccount,
  replaceAreas,
  replaceRoles,
  setDisabled,
  setPassword,
  setSpokenLanguages,
} from './queries.ts';

/** Closes an account; its sessions end at once. @throws AppError not-found, own-account. */
export function disableUser(deps: Deps, actor: Actor, userId: string): Promise<ManagedAccount> {
  refuseOwn(actor, userId);
  return change(deps, actor, userId, { action: 'user.disabled' }, async (trx) => {
    await setDisabled(trx, userId, deps.now());
    await deleteSessionsOf(trx, userId);
  });
}

export function enableUser(deps: Deps, actor: Actor, userId: string): Promise<ManagedAccount> {
  return change(deps, actor, userId, { action: 'user.enabled' }, (trx) => setDisabled(trx, userId, null));
}

/** Holds from the account's next request on. @throws AppError not-found, own-account (nobody takes away their own rights by mistake). */
export function setRoles(deps: Deps, actor: Actor, userId: string, roles: readonly Role[]): Promise<ManagedAccount> {
  refuseOwn(actor, userId);
  const detail = { roles };
  return change(deps, actor, userId, { action: 'user.roles-set', detail }, (trx) =>
    replaceRoles(trx, userId, [...new Set(roles)]),
  );
}

/** Replaces the account's areas in the actor's district. @throws AppError not-found. */
export function setAreas(deps: Deps, actor: Actor, userId: string, areaIds: readonly number[]): Promise<ManagedAccount> {
  return change(deps, actor, userId, { action: 'user.areas-set', detail: { areaIds } }, async (trx) => {
    await refuseForeignAreas(trx, actor, areaIds);
    await replaceAreas(trx, userId, actor.districtId, [...new Set(areaIds)]);
  });
}

/** The worklist gives the account people of these languages from its next claim on. @throws AppError not-found. */
export function setLanguages(deps: Deps, actor: Actor, userId: string, languages: readonly string[]): Promise<ManagedAccount> {
  return change(deps, actor, userId, { action: 'user.languages-set', detail: { languages } }, (trx) =>
    setSpokenLanguages(trx, userId, [...new Set(languages)]),
  );
}

/** A new first password, which the holder must change; the account's sessions end. @throws AppError not-found, weak-password, own-account. */
export async function resetPassword(deps: Deps, actor: Actor, userId: string, password: string): Promise<ManagedAccount> {
  refuseOwn(actor, userId);
  const hash = await hashPassword(password);
  return change(deps, actor, userId, { action: 'password.reset' }, async (trx, { login }) => {
    refuseWeak(login, password);
    await setPassword(trx, userId, hash, true);
    await deleteSessionsOf(trx, userId);
  });
}

function change(
  deps: Deps,
  actor: Actor,
  userId: string,
  entry: Pick<AuditEntry, 'action' | 'detail'>,
  make: (trx: Trx, account: Account) => Promise<void>,
): Promise<ManagedAccount> {
  return inScope(deps.app, actor, async (trx) => {
    await make(trx, await accountToManage(trx, actor, userId));
    await writeAudit(deps, trx, actor, { ...entry, subjectKind: 'user', subjectId: userId });
    return (await findAccount(trx, userId)) as ManagedAccount;
  });
}

function refuseOwn(actor: Actor, userId: string): void {
  if (actor.userId === userId) throw new AppError('own-account');
}
