import type { Db } from '../db/connect.ts';

export async function findProtocolVersion(db: Db, programme: string, version: string) {
  return db
    .selectFrom('protocol_version')
    .select(['body', 'sha256', 'published_at'])
    .where('programme_id', '=', programme)
    .where('version', '=', version)
    .executeTakeFirst();
}
