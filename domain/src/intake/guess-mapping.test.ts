import { describe, expect, test } from 'vitest';
import { findHeaderRow } from './find-header-row.ts';
import { guessMapping, isUsable, type MappingCorrections } from './guess-mapping.ts';
import { rowKind } from './row-kind.ts';

const today = '2026-11-20';
const map = (headings: readonly string[], sample: readonly (readonly string[])[] = [], corrections?: MappingCorrections) =>
  guessMapping(headings, { today, sample, corrections }).map((column) => column.field);

describe('headings', () => {
  test('in English', () => {
    expect(
      map([
        'S.No',
        'Name of Patient',
        'Father/Husband Name',
        'Age',
        'Gender',
        'Mobile No.',
        'Address',
        'Ward No',
        'Block',
        'SRF ID',
        'Date of Sample Collection',
        'Result',
        'Remarks',
      ]),
    ).toEqual([
      'ignore',
      'name',
      'guardian',
      'age',
      'sex',
      'phone',
      'address',
      'ward',
      'block',
      'srf-id',
      'sample-date',
      'result',
      'notes',
    ]);
  });

  test('in Hindi', () => {
    expect(
      map([
        'क्र.',
        'मरीज का नाम',
        'पिता/पति का नाम',
        'आयु',
        'लिंग',
        'मोबाइल नं.',
        'पता',
        'वार्ड क्र.',
        'विकासखण्ड',
        'जाँच दिनांक',
        'परिणाम',
        'वर्तमान स्थिति',
      ]),
    ).toEqual([
      'ignore',
      'name',
      'guardian',
      'age',
      'sex',
      'phone',
      'address',
      'ward',
      'block',
      'sample-date',
      'result',
      'status',
    ]);
  });

  test('in both at once', () => {
    expect(map(['मरीज का नाम / Patient Name', 'Age (आयु)', 'लिंग/Sex', 'Contact Number (मोबाइल)'])).toEqual([
      'name',
      'age',
      'sex',
      'phone',
    ]);
  });

  test('of the CARE template', () => {
    const care = [
      'District',
      'SRF ID',
      'Name',
      'Age',
      'Age in',
      'Gender',
      'Mobile Number',
      'Address',
      'Ward',
      'Local Body',
      'Local Body Type',
      'Source',
      'Sample Collection Date',
      'Result Date',
      'Test Type',
      'Lab Name',
      'Sample Type',
      'Patient Status',
      'Is Repeat',
      'Patient Category',
      'Result',
    ];
    expect(map(care).slice(0, 18)).toEqual([
      'district',
      'srf-id',
      'name',
      'age',
      'age-unit',
      'sex',
      'phone',
      'address',
      'ward',
      'local-body',
      null,
      'ignore',
      'sample-date',
      'result-date',
      'test-type',
      'lab',
      null,
      'status',
    ]);
    expect(map(care).at(-1)).toBe('result');
  });

  test('of the national crowd-sourced list', () => {
    expect(
      map([
        'diagnosed_date',
        'age',
        'gender',
        'detected_city',
        'detected_district',
        'detected_state',
        'current_status',
        'status_change_date',
        'notes',
      ]),
    ).toEqual(['result-date', 'age', 'sex', 'village', 'district', 'state', 'status', 'status-date', 'notes']);
  });

  test('a lab’s or a father’s name is not the patient’s', () => {
    expect(map(['Lab Name', 'Father Name', 'Name'])).toEqual(['lab', 'guardian', 'name']);
  });

  test('two phone columns both count, of two names the surer one', () => {
    expect(map(['Mobile', 'Alternate Mobile No', 'Village Name', 'Name', 'Name of informant'])).toEqual([
      'phone',
      'phone',
      'village',
      'name',
      null,
    ]);
  });

  test('the sure ones are told from the guessed ones', () => {
    const mapping = guessMapping(['Name', 'Current mobile of patient', 'Xyz'], { today, sample: [] });
    expect(mapping.map((column) => column.confidence)).toEqual([1, 0.8, 0]);
  });
});

describe('what a heading leaves open', () => {
  const sample = [
    ['Ramesh', '6100001234', 'M'],
    ['Sunita', '+916100001235', 'F'],
    ['Gita', '06100001236', 'महिला'],
  ];

  test('the cells may tell', () => {
    expect(map(['Name', 'XYZ', 'abc'], sample)).toEqual(['name', 'phone', 'sex']);
  });

  test('an officer’s correction wins, and a column set aside stays so', () => {
    expect(map(['Name', 'XYZ', 'abc'], sample, { xyz: 'srf-id', abc: null })).toEqual(['name', 'srf-id', null]);
  });

  test('without a name column the mapping is not usable', () => {
    expect(isUsable(guessMapping(['Mobile'], { today, sample: [] }))).toBe(false);
    expect(isUsable(guessMapping(['नाम'], { today, sample: [] }))).toBe(true);
  });
});

describe('the heading row', () => {
  test('stands below title lines and grouped headings', () => {
    const rows = [
      ['कार्यालय मुख्य चिकित्सा अधिकारी'],
      [''],
      ['', 'Patient details', '', 'Test'],
      ['S.No', 'Name', 'Mobile', 'Result'],
      ['1', 'Ramesh', '6100001234', 'Positive'],
    ];
    expect(findHeaderRow(rows)).toBe(3);
  });

  test('is missing when the first row is a person', () => {
    expect(
      findHeaderRow([
        ['1', 'Ramesh Sahu', '35', 'M', '6100001234'],
        ['2', 'Sunita', '30', 'F', '6100001235'],
      ]),
    ).toBeNull();
    expect(findHeaderRow([])).toBeNull();
  });
});

describe('lines below the headings', () => {
  const mapping = guessMapping(['S.No', 'Name', 'Age', 'Mobile'], { today, sample: [] });
  test.each<[string, string[]]>([
    ['person', ['1', 'Ramesh', '35', '6100001234']],
    ['person', ['', 'Ramesh', '', '']],
    ['person', ['3', '', '35', '6100001234']],
    ['person', ['4', 'Yogesh Kumar', '35', '6100001234']],
    ['empty', ['', ' ', '\u00a0', '']],
    ['empty', []],
    ['total', ['Total', '', '', '120']],
    ['total', ['', 'कुल योग', '', '120']],
    ['total', ['Grand Total', '55', '', '']],
    ['repeated-header', ['S.No', 'Name', 'Age', 'Mobile']],
    ['column-numbers', ['1', '2', '3', '4']],
    ['column-numbers', ['(1)', '(2)', '(3)', '(4)']],
    ['section', ['Block - Sontara', '', '', '']],
    ['section', ['', 'वार्ड 12', '', '']],
  ])('%s: %j', (kind, cells) => {
    expect(rowKind(cells, mapping)).toBe(kind);
  });
});
