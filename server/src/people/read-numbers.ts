import { normalisePhone, type Phone } from '@kshem/domain/phone/normalise-phone.ts';
import { AppError } from '../app-error.ts';
import { checkPhone } from '../intake/reading/check-phone.ts';

/**
 * Numbers as somebody typed them, each once. By hand nothing is guessed or left out: what is not a whole number goes back.
 * @throws AppError number-unreadable, with which of them and the problem's code
 */
export function readNumbers(typed: readonly string[]): readonly Phone[] {
  const phones = new Map<string, Phone>();
  for (const [index, text] of typed.entries()) {
    const { phones: read, problems } = normalisePhone(text, { checkPhone });
    const problem = problems[0] ?? (read.length === 0 ? 'not-a-number' : null);
    if (problem !== null) throw new AppError('number-unreadable', { index, problem });
    for (const phone of read) phones.set(phone.e164, phone);
  }
  return [...phones.values()];
}
