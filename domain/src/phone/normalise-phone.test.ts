import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckPhone, normalisePhone } from './normalise-phone.ts';

// The numbering plan in miniature: Durg (788) and Delhi (11) landlines, Indian mobiles, one number abroad.
const checkPhone: CheckPhone = (e164) => {
  if (/^\+91(?:7882[2-6]\d{5}|11[2-6]\d{7})$/.test(e164)) return 'landline';
  if (/^\+91[6-9]\d{9}$/.test(e164)) return 'mobile';
  return e164 === '+9779841234567' ? 'mobile' : null;
};
const read = (cell: string) => normalisePhone(cell, { checkPhone });
const numbers = (cell: string) => read(cell).phones.map((phone) => phone.e164);

describe('one mobile', () => {
  test.each([
    '6100001234',
    '6100001234.0',
    '+91 61000 01234',
    '+91-6100001234',
    '06100001234',
    '916100001234',
    '0091 6100001234',
    '61000-01234',
    '(61000) 01234',
    '६१००००१२३४',
    '\u00a061000\u00a001234\u200b',
    "'6100001234",
    '="6100001234"',
    '=+916100001234',
    '6.100001234E+09',
    'Mob: 6100001234',
    '6100001234 ext 12',
    '61OOOO1234',
  ])('%j is +91 61000 01234', (cell) => {
    expect(numbers(cell)).toEqual(['+916100001234']);
    expect(read(cell).problems).toEqual([]);
    expect(read(cell).phones[0]?.kind).toBe('mobile');
  });

  test('a scientific number with lost digits is refused, never filled up with zeros', () => {
    expect(read('6.1000E+09')).toEqual({ phones: [], problems: ['precision-lost'] });
    expect(read('6.10000123E9')).toEqual({ phones: [], problems: ['precision-lost'] });
  });

  test('repairs are said', () => {
    expect(read('6.100001234E+09').phones[0]?.warnings).toEqual(['was-scientific']);
    expect(read('61OOOO1234').phones[0]?.warnings).toEqual(['letter-for-digit']);
    expect(read('6100001234 extn. 12').phones[0]?.warnings).toEqual(['extension-dropped']);
  });

  test('words beside the number say whose phone it is', () => {
    expect(read('6100001234 (son)').phones[0]?.note).toBe('son');
    expect(read('मो. 6100001234 पिता').phones[0]?.note).toBe('पिता');
    expect(read('Mobile No. 6100001234').phones[0]?.note).toBeNull();
  });
});

describe('several numbers in one cell', () => {
  test.each(['/', ', ', '; ', ' or ', ' and ', ' या ', ' और ', ' & ', '\n', ' ', ' / '])('parted by %j', (between) => {
    expect(numbers(`6100001234${between}6100001235`)).toEqual(['+916100001234', '+916100001235']);
  });

  test('grouped digits parted by spaces are told apart', () => {
    expect(numbers('61000 01234 61000 01235')).toEqual(['+916100001234', '+916100001235']);
    expect(numbers('+91 61000 01234 +91 61000 01235')).toEqual(['+916100001234', '+916100001235']);
  });

  test('two mobiles written without a break are parted and marked', () => {
    expect(read('61000012346100001235').phones.map((phone) => phone.warnings)).toEqual([['joined-numbers'], ['joined-numbers']]);
  });

  test('the same number twice comes back once', () => {
    expect(numbers('6100001234, +916100001234')).toEqual(['+916100001234']);
  });

  test('a good number is kept when the other is broken', () => {
    expect(read('6100001234/35')).toMatchObject({ phones: [{ e164: '+916100001234' }], problems: ['too-short'] });
  });
});

describe('landlines', () => {
  test.each(['0788-2223344', '(0788) 2223344', '0788 2223344', '07882223344', '+91-788-2223344'])(
    '%j is a landline of its STD code',
    (cell) => {
      expect(read(cell).phones).toMatchObject([{ e164: '+917882223344', kind: 'landline' }]);
    },
  );

  test('a local number takes the district’s STD code, or is refused without one', () => {
    expect(normalisePhone('2223344', { checkPhone, stdCode: '788' }).phones).toMatchObject([
      { e164: '+917882223344', warnings: ['std-added'] },
    ]);
    expect(read('2223344').problems).toEqual(['std-missing']);
  });

  test('an STD code cannot make a number of the wrong length', () => {
    expect(normalisePhone('222334', { checkPhone, stdCode: '788' }).problems).toEqual(['too-short']);
  });
});

describe('no number', () => {
  test.each([
    ['9999999999', 'dummy'],
    ['1234567890', 'dummy'],
    ['0000000000', 'dummy'],
    ['9876543210', 'dummy'],
    ['8000000000', 'dummy'],
    ['+91 99999 99999', 'dummy'],
    ['61000', 'too-short'],
    ['61000012345', 'too-long'],
    ['नहीं है', 'not-a-number'],
    ['4444555566', 'invalid'],
    ['+999123456789', 'invalid'],
  ])('%j is %s', (cell, problem) => {
    expect(read(cell)).toEqual({ phones: [], problems: [problem] });
  });

  test.each(['', ' ', '-', 'NA', 'N/A', '\u00a0', '#N/A', 'निल'])('%j says nothing, which is not a mistake', (cell) => {
    expect(read(cell)).toEqual({ phones: [], problems: [] });
  });
});

test('a number abroad needs its + and is marked', () => {
  expect(read('+977 9841234567').phones).toMatchObject([{ e164: '+9779841234567', warnings: ['foreign'] }]);
});

test('any text gives well-formed numbers or problems, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(?:[0-9+ ()\-/.,eE०-९]| या ){0,30}$/)), (cell) => {
      const { phones } = read(cell);
      for (const phone of phones) expect(phone.e164).toMatch(/^\+\d{8,15}$/);
      expect(new Set(phones.map((phone) => phone.e164)).size).toBe(phones.length);
    }),
  );
});

test('what was read is read again unchanged', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 6_100_000_001, max: 6_100_099_999 }),
      fc.constantFrom('', '+91', '0', '91', '+91 '),
      (number, before) => {
        const [phone] = read(`${before}${number}`).phones;
        if (phone === undefined) return;
        expect(numbers(phone.e164)).toEqual([phone.e164]);
      },
    ),
  );
});
