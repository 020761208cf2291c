import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type TableKind, tables } from './tables.ts';

/**
 * Reads the SQL in the server's sources. It knows texts, not meaning, so it errs on the side of complaining: a fragment that names a
 * district's table names its district too.
 */
const root = new URL('../', import.meta.url);
const files = globSync('**/*.ts', { cwd: root })
  .filter((name) => !/\.test\.ts$|^testing\/|^bench\/|^db\/types\.ts$/.test(name))
  .map((name) => ({ name, source: readFileSync(new URL(name, root), 'utf8') }));

const kinds: Readonly<Record<string, TableKind>> = tables;
const distributed = Object.keys(kinds).filter((name) => kinds[name]?.kind === 'distributed');

const statements = files.flatMap(({ name, source }) => sqlIn(source).map((text) => ({ name, text })));
/** Kysely's builder: from the table's name to where the statement is run. */
const builders = files.flatMap(({ name, source }) => buildersIn(source).map((builder) => ({ name, ...builder })));

describe('the reader of this test', () => {
  test('finds the SQL of the server', () => {
    expect(statements.length).toBeGreaterThan(20);
    expect(builders.length).toBeGreaterThan(20);
  });

  test('sees a district left out, also in an inner statement and in what stands in a template', () => {
    const source = `const a = sql\`update person set name = \${sql\`(select name from episode where id = \${x})\`} where district_id = \${d}\`; // it's`;
    expect(sqlIn(source).map(lacksDistrict)).toEqual([true, false]);
    expect(lacksDistrict('select * from person p join episode e on e.person_id = p.id where p.district_id = $1')).toBe(true);
    expect(
      buildersIn("db.selectFrom('person').where('id', '=', id).execute(); const district_id = 1;").map(lacksDistrictBuilt),
    ).toEqual([true]);
  });
});

describe('what a statement must not contain', () => {
  const forbidden: Readonly<Record<string, { pattern: RegExp; such: string }>> = {
    'the database’s clock: time is a parameter': {
      pattern:
        /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(timestamp|date|time)\b|\blocaltime/i,
      such: 'update session set last_seen_at = now()',
    },
    'the database’s ids and dice: they are made in the server': {
      pattern: /\b(random|gen_random_uuid|uuid_generate_v\d|uuidv\d|nextval)\s*\(/i,
      such: 'insert into household (id) values (uuidv7())',
    },
    'set_config: it does not reach the workers of a distributed database': {
      pattern: /\bset_config\s*\(/i,
      such: "select set_config('kshem.areas', '1', true)",
    },
    'MERGE, ROLLUP, CUBE, row addresses': {
      pattern: /\bmerge\s+into\b|\b(rollup|cube)\s*\(|\bctid\b/i,
      such: 'select level, count(*) from submission group by rollup (level)',
    },
    'a recursion': { pattern: /\bwith\s+recursive\b/i, such: 'with recursive tree as (select 1) select * from tree' },
  };
  for (const [what, { pattern, such }] of Object.entries(forbidden)) {
    test(what, () => {
      expect(pattern.test(such)).toBe(true);
      // The list of migrations is filled by the migrations themselves, once and on one machine.
      expect(statements.filter(({ name, text }) => name !== 'db/migrate.ts' && pattern.test(text))).toEqual([]);
    });
  }
});

describe('a statement on a district’s table', () => {
  test('names the district once for each such table, outside and inside', () => {
    expect(statements.filter(({ text }) => lacksDistrict(text))).toEqual([]);
  });

  test('names it also where it is built', () => {
    expect(builders.filter(lacksDistrictBuilt)).toEqual([]);
  });

  test('counts the rows of an INSERT … SELECT … ON CONFLICT DO NOTHING by what comes back', () => {
    const wrong = statements.filter(
      ({ text }) =>
        /insert\s+into[\s\S]*\bselect\b[\s\S]*on\s+conflict[\s\S]*do\s+nothing/i.test(text) && !/\breturning\b/i.test(text),
    );
    expect(wrong).toEqual([]);
  });
});

test('nothing but the transaction’s helper sets its scope', () => {
  expect(
    files.filter(({ name, source }) => /set local kshem/i.test(source) && name !== 'db/transaction.ts').map(({ name }) => name),
  ).toEqual([]);
});

test('a conflict’s name is read in one place', () => {
  const elsewhere = files.filter(({ source }) => /\berror\.constraint\b|\bconstraint === '/.test(source));
  expect(elsewhere.map(({ name }) => name)).toEqual([]);
});

function lacksDistrict(text: string): boolean {
  return tablesIn(text).length > (text.match(/district_id/g) ?? []).length;
}

function lacksDistrictBuilt({ table, text }: { table: string; text: string }): boolean {
  return distributed.includes(table) && !text.includes('district_id');
}

function sqlIn(source: string): string[] {
  return literalsOf(source).filter(isSql);
}

function buildersIn(source: string): { table: string; text: string }[] {
  const starts = source.matchAll(/\.(?:selectFrom|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*'(\w+)/g);
  return [...starts].map((start) => ({ table: start[1] as string, text: untilRun(source.slice(start.index)) }));
}

function isSql(text: string): boolean {
  return (
    /^\s*(\(?\s*select|insert\s+into|update\s+\w|delete\s+from|with\s+\w|merge\s)/i.test(text) ||
    /\b(from|join|into)\s+\w+[\s\S]*\bwhere\b/i.test(text)
  );
}

/** Distributed tables a text reads or writes, each as often as it does. */
function tablesIn(text: string): string[] {
  const named = [...text.matchAll(/\b(?:from|join|into|update|using)\s+(?:only\s+)?(?:public\.)?"?(\w+)/gi)].map(
    ([, table]) => table as string,
  );
  return named.filter((table) => distributed.includes(table));
}

/** A builder's chain ends where it is run, or where the function that holds it does. */
function untilRun(text: string): string {
  const ends = [/\.execute\w*\(/, /\.stream\(/, /\.compile\(/, /\n}/].map((end) => text.search(end)).filter((at) => at >= 0);
  return text.slice(0, Math.min(...ends, 4000));
}

/** The texts of a source: quoted and template literals, what stands in `${}` read for itself. */
function literalsOf(source: string): string[] {
  const found: string[] = [];
  const read = (from: number, inTemplate: boolean): number => {
    let at = from;
    while (at < source.length) {
      const char = source[at];
      const two = source.slice(at, at + 2);
      if (two === '//') at = indexOr(source, '\n', at);
      else if (two === '/*') at = indexOr(source, '*/', at) + 2;
      else if (char === "'" || char === '"') at = quoted(at, char);
      else if (char === '`') at = template(at + 1);
      else if (inTemplate && char === '{') at = read(at + 1, true);
      else if (inTemplate && char === '}') return at + 1;
      else at++;
    }
    return at;
  };
  const quoted = (from: number, quote: string): number => {
    let at = from + 1;
    while (at < source.length && source[at] !== quote && source[at] !== '\n') at += source[at] === '\\' ? 2 : 1;
    found.push(source.slice(from + 1, at));
    return at + 1;
  };
  const template = (from: number): number => {
    let at = from;
    let text = '';
    while (at < source.length && source[at] !== '`') {
      if (source.slice(at, at + 2) === '${') {
        at = read(at + 2, true);
        text += '?';
      } else {
        text += source[at];
        at += source[at] === '\\' ? 2 : 1;
      }
    }
    found.push(text);
    return at + 1;
  };
  read(0, false);
  return found;
}

function indexOr(source: string, what: string, from: number): number {
  const at = source.indexOf(what, from);
  return at < 0 ? source.length : at;
}
