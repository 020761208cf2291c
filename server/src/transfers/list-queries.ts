import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import { type TransferStatus, transferStatuses } from '@kshem/domain/transfer/transfer-state.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type ListedTransfer = {
  transferId: string;
  personId: string;
  personName: string;
  ageYears: number | null;
  ageOn: string | null;
  sex: 'female' | 'male' | 'other' | null;
  zone: string;
  areaId: number;
  areaHi: string;
  areaEn: string;
  address: string | null;
  bedKind: BedKind;
  status: TransferStatus;
  reason: string;
  askedHi: string;
  askedEn: string;
  askedAt: Date;
  facilityId: string | null;
  facilityHi: string | null;
  facilityEn: string | null;
  facilityPhone: string | null;
  holdUntil: Date | null;
  bedConfirmedBy: string | null;
  short: boolean;
  ambulanceId: string | null;
  callSign: string | null;
  ambulancePhone: string | null;
  crew: string | null;
  etaAt: Date | null;
  pickedUpAt: Date | null;
  receivedBy: string | null;
  admittedAt: Date | null;
  lastHeardAt: Date | null;
  dueAt: Date;
  late: number;
  familyToldAt: Date | null;
};

/** Late steps first, then by when the next is due. Plan it relies on: index transfer_live, a few hundred rows at most. */
export async function listLive(trx: Trx, districtId: number, inHospital: boolean): Promise<ListedTransfer[]> {
  const which = inHospital ? sql`t.status = 'admitted'` : sql`t.status <> 'admitted'`;
  const { rows } = await sql<ListedTransfer>`
    ${transfersOf(districtId)} and t.ended_at is null and ${which}
    order by t.late desc, t.due_at, t.id limit 500`.execute(trx);
  return rows;
}

export async function findTransfer(trx: Trx, districtId: number, transferId: string): Promise<ListedTransfer | undefined> {
  const { rows } = await sql<ListedTransfer>`${transfersOf(districtId)} and t.id = ${transferId}`.execute(trx);
  return rows[0];
}

export async function findLiveTransfer(trx: Trx, districtId: number, personId: string): Promise<ListedTransfer | undefined> {
  const { rows } = await sql<ListedTransfer>`
    ${transfersOf(districtId)} and t.ended_at is null and t.person_id = ${personId}`.execute(trx);
  return rows[0];
}

/** On their way to a house. Plan it relies on: index transfer_to. */
export async function listComing(trx: Trx, districtId: number, facilityIds: readonly string[]): Promise<ListedTransfer[]> {
  const { rows } = await sql<ListedTransfer>`
    ${transfersOf(districtId)} and t.ended_at is null and t.holds and t.facility_id = any (${facilityIds}::uuid[])
    order by t.eta_at nulls last, t.hold_until, t.id`.execute(trx);
  return rows;
}

function transfersOf(districtId: number): RawBuilder<unknown> {
  return sql`
    select t.id "transferId", t.person_id "personId", p.name "personName", p.age_years "ageYears", p.age_on "ageOn", p.sex, d.time_zone zone,
      t.area_id "areaId", a.name_hi "areaHi", a.name_en "areaEn", p.address, t.bed_kind "bedKind", t.status, t.reason,
      u.name_hi "askedHi", u.name_en "askedEn", t.asked_at "askedAt", t.facility_id "facilityId", f.name_hi "facilityHi",
      f.name_en "facilityEn", f.phone "facilityPhone", t.hold_until "holdUntil", t.bed_confirmed_by "bedConfirmedBy",
      coalesce(t.holds and b.free < b.held, false) short, t.ambulance_id "ambulanceId", m.call_sign "callSign", m.phone "ambulancePhone",
      t.crew, t.eta_at "etaAt", t.picked_up_at "pickedUpAt", t.received_by "receivedBy", t.admitted_at "admittedAt",
      t.last_heard_at "lastHeardAt", t.due_at "dueAt", t.late, t.family_told_at "familyToldAt"
    from transfer t
    join person p on p.district_id = ${districtId} and p.id = t.person_id
    join area a on a.id = t.area_id
    join district d on d.id = t.district_id
    join app_user u on u.id = t.asked_by
    left join facility f on f.district_id = ${districtId} and f.id = t.facility_id
    left join facility_bed b on b.district_id = ${districtId} and b.facility_id = t.facility_id and b.kind = t.bed_kind
    left join ambulance m on m.district_id = ${districtId} and m.id = t.ambulance_id
    where t.district_id = ${districtId}`;
}

export type CountedTransfers = { onTheWay: number; late: number; calledOut: number; inHospital: number };

/** Plan it relies on: index transfer_live, read whole. */
export async function countLive(trx: Trx, districtId: number, now: Date): Promise<CountedTransfers> {
  const { rows } = await sql<CountedTransfers>`
    select count(*) filter (where t.status <> 'admitted') "onTheWay",
      count(*) filter (where t.status <> 'admitted' and (t.late > 0 or t.due_at <= ${now})) late,
      count(*) filter (where t.status <> 'admitted' and t.late > 1) "calledOut",
      count(*) filter (where t.status = 'admitted') "inHospital"
    from transfer t where t.district_id = ${districtId} and t.ended_at is null`.execute(trx);
  return rows[0] ?? { onTheWay: 0, late: 0, calledOut: 0, inHospital: 0 };
}

export type TransferEventRow = {
  at: Date;
  action: string;
  byHi: string | null;
  byEn: string | null;
  handedTo: string | null;
  note: string | null;
};

/** Oldest first, those of one instant in the order of the steps. Plan it relies on: index transfer_event_of. */
export async function listTransferEvents(trx: Trx, districtId: number, transferId: string): Promise<TransferEventRow[]> {
  const { rows } = await sql<TransferEventRow>`
    select v.at, v.action, b.name_hi "byHi", b.name_en "byEn", v.handed_to "handedTo", v.note
    from transfer_event v left join app_user b on b.id = v.by_user
    where v.district_id = ${districtId} and v.transfer_id = ${transferId}
    order by v.at, array_position(${transferStatuses}::text[], v.status), v.id`.execute(trx);
  return rows;
}
