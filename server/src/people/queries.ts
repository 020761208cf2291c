import type { Trx } from '../db/transaction.ts';

export async function setOutOfService(trx: Trx, districtId: number, contactPointId: string, at: Date): Promise<void> {
  await trx
    .updateTable('contact_point')
    .set({ state: 'not-in-service', state_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', contactPointId)
    .where('state', '=', 'usable')
    .execute();
}

export async function setWrong(trx: Trx, districtId: number, personId: string, contactPointId: string, at: Date): Promise<void> {
  await trx
    .updateTable('person_contact_point')
    .set({ wrong_at: at })
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('contact_point_id', '=', contactPointId)
    .where('wrong_at', 'is', null)
    .execute();
}
