import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as exports from '@kshem/contract/exports.ts';
import { readLedger } from '@kshem/contract/reports.ts';
import { readXlsx } from 'hucre';
import { beforeAll, describe, expect, test } from 'vitest';
import { givenOnDesk } from '../calls/given-call.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { type GivenPerson, givenDistrict, givenPerson, place, programme, testDay, testDeps } from '../testing/given.ts';
import { exportSheet } from './export-sheet.ts';
import { sheet } from './sheet.ts';

const db = await testDatabase();
const deps = testDeps(db);
const [first, second] = place.wards;
let desk: Desk;
let people: readonly GivenPerson[];

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  people = [
    await givenPerson(db, { person: { name: 'सीता देवी, घर 4' } }),
    await givenPerson(db, { person: { name: '=1+1' } }),
    await givenPerson(db, { areaId: second, person: { name: 'Far Away' } }),
  ];
  await givenOnDesk(db, deps, ...people);
});

async function linesOf(csv: Blob): Promise<string[]> {
  const written = await csv.text();
  return written.split('\r\n').filter((line) => line !== '');
}

describe('a list as a file', () => {
  test('holds what the list on the screen holds, under headings of the reader’s language', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const hindi = await linesOf(await client(exports.exportWorklist, { query: { format: 'csv' } }));
    expect(hindi).toHaveLength(1 + 3);
    expect(hindi[0]).toContain('जिन्हें फ़ोन करना है');
    const english = await linesOf(
      await client(exports.exportWorklist, { query: { format: 'csv', words: 'en', areaId: second } }),
    );
    expect(english).toHaveLength(1 + 1);
    expect(english[0]).toContain('People to be called');
    expect(english[1]).toContain('Far Away');
  });

  test('opens as a workbook', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const file = await client(exports.exportPeople, { query: { words: 'en', areaId: first } });
    const book = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    const rows = book.sheets[0]?.rows ?? [];
    expect(rows[0]?.slice(0, 3)).toEqual(['Name', 'Sex', 'Age']);
    expect(new Set(rows.slice(1).map(([name]) => name))).toEqual(new Set(['=1+1', 'सीता देवी, घर 4']));
    expect(rows[1]?.[2]).toBe(40);
  });

  test('starts with the mark by which Excel knows Hindi, and no cell is a formula', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const bytes = new Uint8Array(await (await client(exports.exportPeople, { query: { format: 'csv' } })).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const written = new TextDecoder().decode(bytes);
    expect(written).toContain('"सीता देवी, घर 4"');
    expect(written).toContain("\r\n'=1+1,");
  });

  test('is read page by page to its end, and what is left of it when the reader hangs up is not', async () => {
    const { actor } = await desk.signedIn({ roles: ['supervisor'] });
    let asked = 0;
    const numbers = sheet({
      list: 'numbers',
      title: { en: 'Numbers', hi: 'संख्याएँ' },
      permissions: [],
      columns: [{ heading: { en: 'Number', hi: 'संख्या' }, cell: (n: number) => n }],
      page: async (after) => {
        asked++;
        const from = Number(after ?? 0);
        return { rows: [from + 1, from + 2], next: from < 8 ? String(from + 2) : null };
      },
    });
    const whole = await exportSheet(deps, actor, numbers, { format: 'csv', words: 'en' });
    expect(await text(whole.content as Readable)).toBe('\ufeffNumber\r\n1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n9\r\n10\r\n');
    expect(asked).toBe(5);
    const begun = await exportSheet(deps, actor, numbers, { format: 'csv', words: 'en' });
    for await (const part of begun.content as Readable) if (String(part).startsWith('1')) break;
    const taken = async () => {
      const trail = await db.owner.selectFrom('audit_event').select('detail').where('actor_id', '=', actor.userId).execute();
      return trail.map(({ detail }) => detail as { rows: number; complete: boolean });
    };
    await expect.poll(async () => (await taken()).find(({ complete }) => !complete)?.rows).toBeLessThan(10);
    expect((await taken()).find(({ complete }) => complete)?.rows).toBe(10);
    expect(asked).toBeLessThan(10);
  });

  test('is of the wards of whoever takes it', async () => {
    const { client } = await desk.signedIn({ roles: ['officer'], areas: [second] });
    const lines = await linesOf(await client(exports.exportPeople, { query: { format: 'csv', programmeId: programme } }));
    expect(lines).toHaveLength(1 + 1);
    expect(lines[1]).toContain('Far Away');
  });

  test('leaves its number of rows in the trail', async () => {
    const { client, actor } = await desk.signedIn({ roles: ['supervisor'] });
    await (await client(exports.exportNeeds, { query: { format: 'csv' } })).text();
    const trail = await db.owner.selectFrom('audit_event').selectAll().where('actor_id', '=', actor.userId).execute();
    expect(trail.find(({ action }) => action === 'list.exported')?.detail).toEqual({
      list: 'needs',
      format: 'csv',
      rows: 0,
      complete: true,
    });
  });

  test('is not for callers, nor for those who may not see the list itself', async () => {
    const refused = { code: 'not-allowed', status: 403 };
    const caller = await desk.signedIn();
    await expect(caller.client(exports.exportNeeds, {})).rejects.toMatchObject(refused);
    const doctor = await desk.signedIn({ roles: ['doctor'] });
    await expect(doctor.client(exports.exportWorklist, {})).rejects.toMatchObject(refused);
    const administrator = await desk.signedIn({ roles: ['administrator'] });
    await expect(administrator.client(exports.exportPeople, {})).rejects.toMatchObject(refused);
    expect(await (await administrator.client(exports.exportUsers, { query: { format: 'csv' } })).text()).toContain('user-1');
  });

  test('of a day that was not closed is refused before anything is sent', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const asked = { params: { day: testDay }, query: { programmeId: programme } };
    await expect(client(exports.exportLedger, asked)).rejects.toMatchObject({ code: 'not-found' });
    await expect(client(readLedger, asked)).rejects.toMatchObject({ code: 'not-found' });
  });
});
