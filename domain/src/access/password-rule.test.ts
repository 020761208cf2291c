import { describe, expect, test } from 'vitest';
import { passwordFault, passwordStrength } from './password-rule.ts';

describe('a new password', () => {
  test('is at least ten letters, holds no login, and is not one letter over and over', () => {
    expect(passwordFault('anita', 'short one')).toBe('short');
    expect(passwordFault('anita', 'my ANITA pass')).toBe('holds-login');
    expect(passwordFault('anita', 'aaaabbbbaaaabbbb')).toBe('few-letters');
    expect(passwordFault('anita', 'a whole sentence')).toBeNull();
  });

  test('may be in Hindi, counted as it looks however the keyboard composed it', () => {
    expect(passwordFault('anita', 'क़लम और दवात')).toBeNull();
    expect(passwordFault('anita', 'क़लम')).toBe('short');
  });

  test('is called strong for its length and variety, not for its signs', () => {
    expect(passwordStrength('anita', 'Ab1!Ab1!Ab')).toBe('weak');
    expect(passwordStrength('anita', 'river and boat')).toBe('fair');
    expect(passwordStrength('anita', 'four birds on a wire')).toBe('strong');
  });
});
