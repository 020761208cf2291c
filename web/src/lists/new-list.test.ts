import { describe, expect, test } from 'vitest';
import { Refused } from '../api/client.ts';
import { begin, change, type NewList, type Preview, readyToStart, sourceCodeOf } from './new-list.ts';

const file = new File(['Name\r\nSome One\r\n'], 'list.csv');
const preview: Preview = { detected: { format: 'csv' }, mapping: [], rows: [] };
const previewed: NewList = { ...begin, file, source: 'cmho', programmeId: 'tb', preview, state: { kind: 'previewed' } };

describe('a list', () => {
  test('can be started once it was read and it is said whose it is and what for', () => {
    expect(readyToStart(previewed)).toEqual({ body: { source: 'cmho', programme: 'tb' }, file, fileName: 'list.csv' });
    expect(readyToStart({ ...previewed, source: '' })).toBeNull();
    expect(readyToStart({ ...previewed, programmeId: '' })).toBeNull();
    expect(readyToStart({ ...previewed, state: { kind: 'previewing', sent: 0, total: 9 } })).toBeNull();
  });

  test('sends what was corrected, its date, and that it is partial', () => {
    const corrected = change(change(previewed, { kind: 'correct', heading: 'Kaun', field: 'name' }), {
      kind: 'facts',
      part: { listOn: '2021-05-09', partial: true },
    });
    expect(readyToStart({ ...corrected, state: { kind: 'previewed' } })?.body).toEqual({
      source: 'cmho',
      programme: 'tb',
      listOn: '2021-05-09',
      partial: 'true',
      corrections: '{"Kaun":"name"}',
    });
  });

  test('that waits for another of its office may be started again; one that cannot be read may not', () => {
    const refused = (code: 'import-running' | 'list-unreadable') =>
      change(previewed, { kind: 'failed', error: new Refused(code, 409, null) });
    expect(readyToStart(refused('import-running'))).not.toBeNull();
    expect(readyToStart(refused('list-unreadable'))).toBeNull();
  });

  test('another file forgets the corrections of the one before, and keeps the office', () => {
    const corrected = change(previewed, { kind: 'correct', heading: 'Kaun', field: 'name' });
    expect(change(corrected, { kind: 'file', file })).toMatchObject({ corrections: {}, preview: null, source: 'cmho' });
  });

  test('progress that comes after the answer changes nothing', () => {
    expect(change(previewed, { kind: 'sent', sent: 1, total: 2 })).toBe(previewed);
  });
});

test('an office’s code is made of its name', () => {
  expect(sourceCodeOf(' CMHO Office, Durg ')).toBe('cmho-office-durg');
  expect(sourceCodeOf('सीएमएचओ')).toBe('');
});
