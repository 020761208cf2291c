import type { Text } from '@kshem/domain/text.ts';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';

export async function findProtocolVersion(db: Db | Trx, programme: string, version: string) {
  return db
    .selectFrom('protocol_version')
    .select(['body', 'sha256', 'published_at'])
    .where('programme_id', '=', programme)
    .where('version', '=', version)
    .executeTakeFirst();
}

export async function listProgrammesOf(db: Db, districtId: number) {
  return db
    .selectFrom('programme_district as d')
    .innerJoin('programme as p', 'p.id', 'd.programme_id')
    .select([
      'p.id as programmeId',
      'p.title_en as titleEn',
      'p.title_hi as titleHi',
      'd.version',
      'd.active_from as activeFrom',
      'd.active_until as activeUntil',
    ])
    .where('d.district_id', '=', districtId)
    .orderBy('p.id')
    .execute();
}

export async function listVersions(db: Db) {
  return db
    .selectFrom('protocol_version')
    .select(['programme_id as programmeId', 'version', 'published_at as publishedAt', 'sha256'])
    .orderBy('published_at', 'desc')
    .orderBy('version', 'desc')
    .execute();
}

export async function putProgramme(trx: Trx, id: string, title: Text): Promise<void> {
  const titles = { title_en: title.en, title_hi: title.hi };
  await trx
    .insertInto('programme')
    .values({ id, ...titles })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(titles))
    .execute();
}

/** @returns false when the version is there already; the row that is there stays. */
export async function insertProtocolVersion(
  trx: Trx,
  made: { programme: string; version: string; sha256: string; body: string; at: Date; by: string | null },
): Promise<boolean> {
  const row = await trx
    .insertInto('protocol_version')
    .values({
      programme_id: made.programme,
      version: made.version,
      sha256: made.sha256,
      body: made.body,
      published_at: made.at,
      published_by: made.by,
    })
    .onConflict((conflict) => conflict.columns(['programme_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}

export async function putProgrammeDistrict(
  trx: Trx,
  { programmeId, districtId, version, from }: { programmeId: string; districtId: number; version: string; from: string },
): Promise<void> {
  await trx
    .insertInto('programme_district')
    .values({ programme_id: programmeId, district_id: districtId, version, active_from: from, active_until: null })
    .onConflict((conflict) => conflict.columns(['programme_id', 'district_id']).doUpdateSet({ version }))
    .execute();
}

export async function findDistrictZone(trx: Trx, districtId: number): Promise<string> {
  const { time_zone } = await trx
    .selectFrom('district')
    .select('time_zone')
    .where('id', '=', districtId)
    .executeTakeFirstOrThrow();
  return time_zone;
}
