import { describe, expect, test } from 'vitest';
import { matchingUsers, type User } from './matching-users.ts';

const user = (login: string, about: Partial<User>): User =>
  ({ login, nameEn: 'Anita Sahare', nameHi: 'अनीता सहारे', roles: ['caller'], disabledAt: null, ...about }) as User;

describe('accounts are found', () => {
  const users = [
    user('anita', {}),
    user('jyoti', { nameEn: 'Jyoti B', nameHi: 'ज्योति', roles: ['administrator'], disabledAt: new Date(0) }),
  ];
  const found = (words: string, search = {}) => matchingUsers(users, words, search).map(({ login }) => login);

  test('by words of the name in either script, or of the login, in any order', () => {
    expect(found('sahare ANI')).toEqual(['anita']);
    expect(found('ज्यो')).toEqual(['jyoti']);
    expect(found('')).toEqual(['anita', 'jyoti']);
  });

  test('by role, and by whether they are closed', () => {
    expect(found('', { role: 'administrator' })).toEqual(['jyoti']);
    expect(found('', { show: 'open' })).toEqual(['anita']);
    expect(found('', { role: 'caller', show: 'closed' })).toEqual([]);
  });
});
