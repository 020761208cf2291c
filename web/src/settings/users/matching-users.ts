import type { listUsers } from '@kshem/contract/access.ts';
import type { ItemOf } from '../../api/use-pages.ts';
import type { UsersSearch } from './users-search.ts';

export type User = ItemOf<typeof listUsers>;

/** Accounts of a role and state whose name or login, in either script, holds every word typed. */
export function matchingUsers(users: readonly User[], words: string, { role, show }: UsersSearch): readonly User[] {
  const wanted = words.trim().toLowerCase().split(/\s+/);
  return users.filter(
    ({ login, nameEn, nameHi, roles, disabledAt }) =>
      (role === undefined || roles.includes(role)) &&
      (show === undefined || (show === 'closed') === (disabledAt !== null)) &&
      wanted.every((word) => `${login} ${nameEn} ${nameHi}`.toLowerCase().includes(word)),
  );
}
