import type { Role } from '@kshem/domain/access/roles.ts';
import type pg from 'pg';
import { openSession } from '../access/open-session.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { benchNow } from './bench-database.ts';
import { district } from './desk-data.ts';

/** A new account with a session. @returns its token */
export async function signInForBench(
  deps: Deps,
  owner: pg.Pool,
  { role, areas }: { role: Role; areas: readonly number[] },
): Promise<string> {
  const userId = newId(benchNow);
  await owner.query(
    `insert into app_user (id, login, name_en, name_hi, must_change_password, languages, ui_language, created_at)
     values ($1, $3, 'Bench', 'जाँच', false, '{hi}', 'hi', $2)`,
    [userId, benchNow, userId],
  );
  await owner.query('insert into user_role values ($1, $2)', [userId, role]);
  await owner.query('insert into user_area select $1, $2, unnest($3::int[])', [userId, district, areas]);
  return openSession(deps, deps.app, userId, null);
}
