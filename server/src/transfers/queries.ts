import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import type { TransferStatus } from '@kshem/domain/transfer/transfer-state.ts';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/** @returns false when the person has a live one: the database lets in one */
export async function insertTransfer(trx: Trx, row: Insertable<DB['transfer']>): Promise<boolean> {
  const made = await trx
    .insertInto('transfer')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'person_id']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

export async function findLiveId(trx: Trx, districtId: number, personId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('transfer')
    .select('id')
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

export type LockedTransfer = {
  transferId: string;
  personId: string;
  episodeId: string;
  areaId: number;
  status: TransferStatus;
  bedKind: BedKind;
  facilityId: string | null;
  holds: boolean;
  holdUntil: Date | null;
  ambulanceId: string | null;
  crew: string | null;
  etaAt: Date | null;
  dueAt: Date;
  late: number;
};

const locked = sql`id "transferId", person_id "personId", episode_id "episodeId", area_id "areaId", status, bed_kind "bedKind",
  facility_id "facilityId", holds, hold_until "holdUntil", ambulance_id "ambulanceId", crew, eta_at "etaAt", due_at "dueAt", late`;

export async function lockTransfer(trx: Trx, districtId: number, transferId: string): Promise<LockedTransfer | undefined> {
  const { rows } = await sql<LockedTransfer>`
    select ${locked} from transfer where district_id = ${districtId} and id = ${transferId} for no key update`.execute(trx);
  return rows[0];
}

export async function lockLiveOfPerson(trx: Trx, districtId: number, personId: string): Promise<LockedTransfer | undefined> {
  const { rows } = await sql<LockedTransfer>`
    select ${locked} from transfer where district_id = ${districtId} and person_id = ${personId} and ended_at is null
    for no key update`.execute(trx);
  return rows[0];
}

/** Steps that are late, and beds whose time is over. Plan it relies on: index transfer_live, which holds those on their way only. */
export async function lockLate(trx: Trx, districtId: number, now: Date, limit: number): Promise<LockedTransfer[]> {
  const { rows } = await sql<LockedTransfer>`
    select ${locked} from transfer
    where district_id = ${districtId} and ended_at is null
      and (due_at <= ${now} or (status = 'bed-held' and hold_until <= ${now}))
    order by due_at limit ${limit} for no key update skip locked`.execute(trx);
  return rows;
}

export type TransferChange = Omit<Updateable<DB['transfer']>, 'district_id' | 'id' | 'person_id' | 'episode_id' | 'area_id'>;

export async function saveTransfer(trx: Trx, districtId: number, transferId: string, change: TransferChange): Promise<void> {
  await trx.updateTable('transfer').set(change).where('district_id', '=', districtId).where('id', '=', transferId).execute();
}

export async function insertTransferEvent(trx: Trx, event: Insertable<DB['transfer_event']>): Promise<void> {
  await trx.insertInto('transfer_event').values(event).execute();
}

/** Whether an ambulance may be sent; whether it is on a job already is the unique index's to say. */
export async function isReady(trx: Trx, districtId: number, ambulanceId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('ambulance')
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', '=', ambulanceId)
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return row !== undefined;
}

/** Live transfers go with their person to another record of the same person; two live ones of one person are refused by the database. */
export async function takeOverTransfers(
  trx: Trx,
  about: { districtId: number; episodeIds: readonly string[]; toPersonId: string; areaId: number; now: Date },
): Promise<void> {
  const { districtId, episodeIds, toPersonId, areaId, now } = about;
  await trx
    .updateTable('transfer')
    .set({ person_id: toPersonId, area_id: areaId, updated_at: now })
    .where('district_id', '=', districtId)
    .where(sql<boolean>`episode_id = any (${episodeIds}::uuid[])`)
    .where('ended_at', 'is', null)
    .execute();
}
