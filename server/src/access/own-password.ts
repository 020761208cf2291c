import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { verifyPassword } from './password.ts';
import { findPassword } from './queries.ts';
import { admitTry, forgiveTry } from './throttle.ts';

/** Who asks for a change of the account's locks, with the password they typed again. */
export type OwnProof = { readonly login: string; readonly password: string; readonly address: string };

/** An unattended screen changes no lock. @throws AppError wrong-password, too-many-tries. */
export async function refuseWrongPassword(deps: Deps, { login, password, address }: OwnProof): Promise<void> {
  await admitTry(deps, { login, address });
  const known = await findPassword(deps.app, login);
  if (!(await verifyPassword(known?.passwordHash ?? null, password))) throw new AppError('wrong-password');
  await forgiveTry(deps, { login, address });
}
