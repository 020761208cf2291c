import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type TableKind, tables } from './tables.ts';

/** The rules that let the schema be spread over machines by district and kept for years; right for one PostgreSQL too. */
const db = await testDatabase();

const kinds: Readonly<Record<string, TableKind>> = tables;
const ofKind = (kind: TableKind['kind']) => Object.keys(kinds).filter((name) => kinds[name]?.kind === kind);
const distributed = ofKind('distributed');

type Key = { table: string; name: string; kind: string; columns: string[]; refers: string | null; method: string };
type Found = { name: string; secured: boolean; partitionedBy: string | null };
let found: Found[];
let keys: Key[];

beforeAll(async () => {
  found = (
    await sql<Found>`select c.relname as name, c.relrowsecurity as secured,
      (select a.attname from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
        where p.partrelid = c.oid) as "partitionedBy"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1`.execute(db.owner)
  ).rows;
  keys = (
    await sql<Key>`
    select t.relname as table, k.conname as name, k.contype::text as kind, coalesce(f.relname, null) as refers, '' as method,
      array(select a.attname::text from unnest(k.conkey) with ordinality c (n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.n order by c.i) as columns
    from pg_constraint k join pg_class t on t.oid = k.conrelid left join pg_class f on f.oid = k.confrelid
    where t.relnamespace = 'public'::regnamespace and not t.relispartition and k.contype in ('p', 'u', 'f', 'x')
    union all
    select t.relname, i.relname, case when x.indisunique then 'unique index' else 'index' end, null, m.amname,
      array(select a.attname::text from unnest(x.indkey) with ordinality c (n, i) join pg_attribute a on a.attrelid = x.indrelid and a.attnum = c.n order by c.i)
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
    where t.relnamespace = 'public'::regnamespace and not t.relispartition`.execute(db.owner)
  ).rows;
});

describe('the list of tables', () => {
  test('names every table of the database and no other', () => {
    expect(found.map(({ name }) => name)).toEqual(Object.keys(kinds).sort());
  });

  test('says by which date a table is cut into months', () => {
    const listed = Object.entries(kinds).flatMap(([name, about]) => ('month' in about ? [[name, about.month]] : []));
    const cut = found.flatMap(({ name, partitionedBy }) => (partitionedBy === null ? [] : [[name, partitionedBy]]));
    expect(Object.fromEntries(cut)).toEqual(Object.fromEntries(listed));
  });
});

describe('keys', () => {
  test('every table has a primary key', () => {
    const having = new Set(keys.filter(({ kind }) => kind === 'p').map(({ table }) => table));
    expect(found.filter(({ name }) => !having.has(name))).toEqual([]);
  });

  test('a distributed table has its district first in every key and index', () => {
    // A GIN index finds words, not rows in order; its statements name the district beside it.
    const wrong = keys.filter(
      ({ table, columns, method }) => distributed.includes(table) && method !== 'gin' && columns[0] !== 'district_id',
    );
    // A reference to a small table that is the same everywhere is the one key without a district.
    expect(wrong.filter(({ kind, refers }) => kind !== 'f' || refers === null || kinds[refers]?.kind !== 'reference')).toEqual(
      [],
    );
  });

  test('a distributed table refers to its own district or to a reference table; no other kind refers to a distributed one', () => {
    const foreign = keys.filter(({ kind }) => kind === 'f');
    expect(foreign.filter(({ refers }) => refers !== null && kinds[refers]?.kind === 'local')).toEqual([]);
    expect(
      foreign.filter(({ table, refers }) => refers !== null && distributed.includes(refers) && !distributed.includes(table)),
    ).toEqual([]);
  });

  test('names leave room for a shard’s number: at most 40 characters', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.conname as name from pg_constraint c join pg_class t on t.oid = c.conrelid
        where t.relnamespace = 'public'::regnamespace and not t.relispartition and c.contype <> 'n'
      union select relname from pg_class where relnamespace = 'public'::regnamespace and not relispartition`.execute(db.owner);
    expect(rows.filter(({ name }) => name.length > 40)).toEqual([]);
  });
});

describe('what happens by itself', () => {
  test('no trigger runs behind a statement', async () => {
    const { rows } = await sql`select tgname, tgrelid::regclass from pg_trigger t where not t.tgisinternal
      and exists (select from pg_class c where c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace)`.execute(db.owner);
    expect(rows).toEqual([]);
  });

  test('no column fills itself with an id or a time: they are made in the server', async () => {
    const { rows } = await sql<{ table: string; filledWith: string | null }>`
      select table_name as table, column_name, coalesce(column_default, is_identity) as "filledWith"
      from information_schema.columns where table_schema = 'public'
        and (column_default !~ '^(true|false|[0-9]+|''[^'']*''(::[a-z ]+)?)$' or is_identity = 'YES')`.execute(db.owner);
    // The list of migrations is written by the migrations themselves, before there is a server.
    expect(rows.filter(({ table }) => table !== 'migration')).toEqual([]);
  });
});

test('a column computed from others is stored: only the newest PostgreSQL computes it while reading', async () => {
  const { rows } = await sql`select attrelid::regclass, attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and a.attgenerated not in ('', 's')`.execute(db.owner);
  expect(rows).toEqual([]);
});

describe('row-level security', () => {
  test('guards every distributed table: people’s work by district and area, jobs by district', async () => {
    const { rows } = await sql<{ table: string; policy: string; roles: string; byArea: boolean; byDistrict: boolean }>`
      select tablename as table, policyname as policy, roles::text as roles, qual like '%area_id%' and with_check like '%area_id%' as "byArea",
        qual like '%kshem.district%' and with_check like '%kshem.district%' as "byDistrict"
      from pg_policies where schemaname = 'public'`.execute(db.owner);
    const expected = distributed.flatMap((table) => {
      const about = kinds[table];
      const byArea = about?.kind === 'distributed' && about.scope === 'area';
      return [
        { table, policy: 'in_scope', roles: '{kshem_app}', byArea, byDistrict: true },
        { table, policy: 'whole_district', roles: '{kshem_system}', byArea: false, byDistrict: false },
      ];
    });
    const order = (a: { table: string; policy: string }, b: typeof a) =>
      `${a.table} ${a.policy}`.localeCompare(`${b.table} ${b.policy}`);
    expect(rows.sort(order)).toEqual(expected.sort(order));
    expect(found.filter(({ name, secured }) => secured !== distributed.includes(name))).toEqual([]);
  });

  test('a month cannot be read past its table', async () => {
    const { rows } = await sql`select c.relname from pg_class c, unnest(array['kshem_app', 'kshem_system']) role
      where c.relispartition and c.relkind = 'r' and has_table_privilege(role, c.oid, 'select, insert, update, delete')`.execute(
      db.owner,
    );
    expect(rows).toEqual([]);
  });

  test('neither role of the server owns a table, or may leave the policies aside', async () => {
    const { rows } =
      await sql`select rolname from pg_roles r where rolname in ('kshem_app', 'kshem_system') and (rolsuper or rolbypassrls
      or exists (select from pg_class c where c.relowner = r.oid))`.execute(db.owner);
    expect(rows).toEqual([]);
  });
});

test('what is append-only cannot be changed or removed by anything the server works as', async () => {
  const { rows } = await sql<{ table: string; role: string; may: boolean }>`
    select c.relname as table, role, has_table_privilege(role, c.oid, 'update') or has_table_privilege(role, c.oid, 'delete')
      or has_table_privilege(role, c.oid, 'truncate') as may
    from pg_class c, unnest(array['kshem_app', 'kshem_system']) role
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`.execute(db.owner);
  const appendOnly = Object.entries(kinds).flatMap(([name, about]) => ('appendOnly' in about ? [name] : []));
  expect(appendOnly.length).toBeGreaterThan(5);
  expect(rows.filter(({ table, may }) => appendOnly.includes(table) && may)).toEqual([]);
});
