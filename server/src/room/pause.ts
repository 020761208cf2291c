import type { PauseCode } from '@kshem/domain/room/pause-code.ts';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';

export type Pause = { readonly code: PauseCode; readonly beganAt: Date };

/** A caller rests. Resting for another reason ends the pause before. */
export async function startPause(deps: Deps, actor: Actor, { code }: { code: PauseCode }): Promise<Pause> {
  await endPause(deps, actor);
  const beganAt = deps.now();
  await inScope(deps.app, actor, (trx) =>
    sql`insert into pause (district_id, user_id, code, began_at) values (${actor.districtId}, ${actor.userId}, ${code}, ${beganAt})
      on conflict (district_id, user_id) do update set code = excluded.code`.execute(trx),
  );
  return { code, beganAt };
}

/** A caller goes on working; the pause becomes history. Without a pause nothing happens. */
export async function endPause(deps: Deps, actor: Actor): Promise<void> {
  const { districtId, userId } = actor;
  await inScope(deps.app, actor, (trx) =>
    sql`with ended as (delete from pause where district_id = ${districtId} and user_id = ${userId} returning *)
      insert into pause_history (district_id, id, user_id, code, began_at, ended_at)
      select district_id, ${deps.newId()}, user_id, code, began_at, greatest(began_at, ${deps.now()}) from ended`.execute(trx),
  );
}

export async function readPause(deps: Deps, actor: Actor): Promise<{ pause: Pause | null }> {
  const row = await inScope(deps.app, actor, (trx) =>
    trx
      .selectFrom('pause')
      .select(['code', 'began_at as beganAt'])
      .where('district_id', '=', actor.districtId)
      .where('user_id', '=', actor.userId)
      .executeTakeFirst(),
  );
  return { pause: row ? { ...row, code: row.code as PauseCode } : null };
}
