import type { Role } from '@kshem/domain/access/roles.ts';
import type { Actor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { refuseWeak } from './change-password.ts';
import { refuseForeignAreas } from './may-manage.ts';
import { hashPassword } from './password.ts';
import { findAccount, insertUser, type ManagedAccount, replaceAreas, replaceRoles } from './queries.ts';

export type NewUser = {
  login: string;
  nameEn: string;
  nameHi: string;
  /** Null: an account that cannot sign in (the simulated callers of a demo day). */
  password: string | null;
  roles: readonly Role[];
  /** Areas of the actor's district. */
  areaIds: readonly number[];
  languages: readonly string[];
  uiLanguage: 'hi' | 'en';
  /** False only where the holder chose the password themselves, as on the command line. */
  mustChangePassword?: boolean;
};

/**
 * Creates an account whose first password its holder must change.
 * @throws AppError login-taken, weak-password, not-found (an area that is not the actor's to give).
 */
export async function createUser(deps: Deps, actor: Actor, user: NewUser): Promise<ManagedAccount> {
  const login = user.login.trim().toLowerCase();
  if (user.password !== null) refuseWeak(login, user.password);
  const passwordHash = user.password === null ? null : await hashPassword(user.password);
  const userId = deps.newId();
  return inScope(deps.app, actor, async (trx) => {
    await refuseForeignAreas(trx, actor, user.areaIds);
    await insertUser(trx, {
      id: userId,
      login,
      name_en: user.nameEn,
      name_hi: user.nameHi,
      password_hash: passwordHash,
      must_change_password: user.mustChangePassword ?? true,
      languages: [...user.languages],
      ui_language: user.uiLanguage,
      created_at: deps.now(),
      disabled_at: null,
    });
    await replaceRoles(trx, userId, user.roles);
    await replaceAreas(trx, userId, actor.districtId, user.areaIds);
    await writeAudit(deps, trx, actor, {
      action: 'user.created',
      subjectKind: 'user',
      subjectId: userId,
      detail: { roles: user.roles, areaIds: user.areaIds },
    });
    return (await findAccount(trx, userId)) as ManagedAccount;
  });
}
