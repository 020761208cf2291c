import { normalisePhone } from '@kshem/domain/phone/normalise-phone.ts';
import { expect, test } from 'vitest';
import { checkPhone } from './check-phone.ts';

test.each([
  ['+917882223344', 'landline'],
  ['+911123456789', 'landline'],
  ['+916100001234', 'mobile'],
  ['+915555555555', null],
  ['+999123456789', null],
  ['not a number', null],
])('%s is %s', (e164, kind) => {
  expect(checkPhone(e164)).toBe(kind);
});

test('a landline written as offices write it is told from a mobile by the numbering plan', () => {
  for (const cell of ['0788-2223344', '(0788) 2223344', '07882223344']) {
    expect(normalisePhone(cell, { checkPhone }).phones).toMatchObject([{ e164: '+917882223344', kind: 'landline' }]);
  }
  expect(normalisePhone('2223344', { checkPhone, stdCode: '788' }).phones).toMatchObject([
    { e164: '+917882223344', kind: 'landline' },
  ]);
  expect(normalisePhone('06100001234', { checkPhone }).phones).toMatchObject([{ e164: '+916100001234', kind: 'mobile' }]);
});
