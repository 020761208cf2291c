/** Letters that are told apart on paper and over the telephone. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password to be handed over: three groups of four letters, about 59 bits. Its holder changes it at once. */
export function firstPassword(): string {
  const groups = Array.from({ length: 3 }, () => Array.from({ length: 4 }, letter).join(''));
  return groups.join('-');
}

/** Evenly over the letters: a byte past their last whole round is drawn again. */
function letter(): string {
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 256 - (256 % letters.length)) return letters[byte % letters.length] as string;
  }
}
