import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, place, tenInTheMorning } from '../testing/given.ts';
import { openPool } from './connect.ts';
import { codeOfDatabaseError, constraintName } from './constraint-errors.ts';
import { inScope } from './transaction.ts';

const db = await testDatabase();
beforeAll(() => givenDistrict(db));

const failure = (deed: Promise<unknown>) =>
  deed.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('what a real PostgreSQL refuses', () => {
  test('a login given twice is a taken login', async () => {
    const user = await givenUser(db);
    const twice = sql`insert into app_user select gen_random_uuid(), login, name_en, name_hi, password_hash, must_change_password,
      languages, ui_language, created_at from app_user where id = ${user.userId}`.execute(db.owner);
    expect(codeOfDatabaseError(await failure(twice))).toBe('login-taken');
  });

  test('any other duplicate is a conflict', async () => {
    const person = await givenPerson(db);
    const twice = db.owner
      .insertInto('household')
      .values({ district_id: place.district, id: person.householdId, created_at: tenInTheMorning })
      .execute();
    expect(codeOfDatabaseError(await failure(twice))).toBe('conflict');
  });

  test('a row written outside the scope of its transaction is not allowed', async () => {
    const { personId } = await givenPerson(db, { areaId: place.wards[1] });
    const outside = inScope(db.app, { districtId: place.district, areas: [place.wards[1]] }, (trx) =>
      trx
        .updateTable('person')
        .set({ area_id: place.wards[2] })
        .where('district_id', '=', place.district)
        .where('id', '=', personId)
        .execute(),
    );
    expect(codeOfDatabaseError(await failure(outside))).toBe('not-allowed');
  });

  test('a reference to nothing is not found, a value the schema forbids is a bad request', async () => {
    const { personId } = await givenPerson(db);
    const change = (values: object) =>
      failure(
        db.owner.updateTable('person').set(values).where('district_id', '=', place.district).where('id', '=', personId).execute(),
      );
    expect(codeOfDatabaseError(await change({ area_id: 5 }))).toBe('not-found');
    expect(codeOfDatabaseError(await change({ age_years: 130 }))).toBe('bad-request');
  });

  test('a backend that is stopped under a statement is unavailable', async () => {
    const pool = openPool(db.url, 'kshem_app', 1, () => {});
    const client = await pool.connect();
    client.on('error', () => {});
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const waiting = failure(client.query('select pg_sleep(60)'));
    await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(db.owner);
    const error = await waiting;
    client.release(true);
    await pool.end();
    expect(codeOfDatabaseError(error)).toBe('unavailable');
  });

  test('our own mistake in SQL is nobody’s conflict', async () => {
    expect(codeOfDatabaseError(await failure(sql`select nothing_like_it`.execute(db.app)))).toBeUndefined();
  });
});

describe('what a distributed PostgreSQL reports', () => {
  test('a duplicate found by a worker comes under XX000 with the shard’s number at the constraint', () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "app_user_login_102008"'), {
      code: 'XX000',
    });
    expect(codeOfDatabaseError(error)).toBe('login-taken');
    expect(constraintName(error)).toBe('app_user_login');
  });

  test('any other internal error stays one', () => {
    expect(codeOfDatabaseError(Object.assign(new Error('cache lookup failed'), { code: 'XX000' }))).toBeUndefined();
  });
});
