/** Long rather than complicated. What is wrong with a new password, or null. The same in the form and on the server. */
export function passwordFault(login: string, password: string): 'short' | 'holds-login' | 'few-letters' | null {
  const plain = password.normalize('NFC').toLowerCase();
  if ([...plain].length < 10) return 'short';
  // It is the first that anybody tries.
  if (login !== '' && plain.includes(login.toLowerCase())) return 'holds-login';
  // One letter over and over.
  return new Set(plain).size < 4 ? 'few-letters' : null;
}

/** How well an acceptable password holds, for a hint while it is typed; length counts most, as it does for who guesses. */
export function passwordStrength(login: string, password: string): 'weak' | 'fair' | 'strong' {
  if (passwordFault(login, password) !== null) return 'weak';
  const letters = [...password.normalize('NFC')];
  const varied = new Set(letters).size;
  if (letters.length >= 16 && varied >= 8) return 'strong';
  return letters.length >= 12 && varied >= 6 ? 'fair' : 'weak';
}
