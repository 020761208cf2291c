import type { Db } from '../../db/connect.ts';

export type OwnerRow = { owner: string | null; fence: number; beat: number };

/** The row, made when it is not there. */
export async function readOwner(db: Db, name: string): Promise<OwnerRow> {
  await db
    .insertInto('telephone_owner')
    .values({ name, owner: null, fence: 0, beat: 0 })
    .onConflict((c) => c.doNothing())
    .execute();
  return db.selectFrom('telephone_owner').select(['owner', 'fence', 'beat']).where('name', '=', name).executeTakeFirstOrThrow();
}

/** Takes over from what was seen. Null: somebody else was quicker, or the owner lives. */
export async function takeOver(db: Db, name: string, owner: string, seen: OwnerRow): Promise<number | null> {
  const row = await db
    .updateTable('telephone_owner')
    .set({ owner, fence: seen.fence + 1, beat: seen.beat + 1 })
    .where('name', '=', name)
    .where('fence', '=', seen.fence)
    .where('beat', '=', seen.beat)
    .returning('fence')
    .executeTakeFirst();
  return row?.fence ?? null;
}

/** False: it is somebody else's by now. */
export async function raiseBeat(db: Db, name: string, fence: number): Promise<boolean> {
  const row = await db
    .updateTable('telephone_owner')
    .set(({ eb }) => ({ beat: eb('beat', '+', 1) }))
    .where('name', '=', name)
    .where('fence', '=', fence)
    .returning('beat')
    .executeTakeFirst();
  return row !== undefined;
}

export async function giveUp(db: Db, name: string, fence: number): Promise<void> {
  await db
    .updateTable('telephone_owner')
    .set(({ eb }) => ({ owner: null, beat: eb('beat', '+', 1) }))
    .where('name', '=', name)
    .where('fence', '=', fence)
    .execute();
}
