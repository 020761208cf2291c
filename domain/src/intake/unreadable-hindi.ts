/**
 * Ways Hindi is lost in a file although the file itself opens.
 * legacy-font: typed in Kruti Dev, DevLys, Chanakya: Latin letters that only that font shows as Hindi ("jes'k dqekj").
 * letters-lost: saved in an encoding without Hindi, every letter now a question mark.
 * mojibake: UTF-8 taken for windows-1252 and saved again ("à¤°à¤¾").
 */
export type HindiDamage = 'legacy-font' | 'letters-lost' | 'mojibake';

/**
 * Looks for lost Hindi in the first rows of a list, column by column: one ruined column of names is enough, English
 * beside it must not hide it. Null when the text is sound. Judges by letter shares, which need a handful of different
 * words, so short lists of a row or two pass.
 */
export function findHindiDamage(rows: readonly (readonly string[])[]): HindiDamage | null {
  const width = Math.min(60, Math.max(0, ...rows.map((row) => row.length)));
  if (rows.some((row) => row.filter((cell) => LEGACY_HEADINGS.has(cell.trim().toLowerCase())).length >= 2)) return 'legacy-font';
  for (let column = 0; column < width; column++) {
    const damage = columnDamage(rows.map((row) => (row[column] ?? '').slice(0, 200)));
    if (damage !== null) return damage;
  }
  return null;
}

// नाम पता उम्र मोबाइल लिंग वार्ड जिला दिनांक पिता ग्राम, as Kruti Dev types them.
const LEGACY_HEADINGS = new Set('uke irk mez eksckby eksckbzy fyax okmz ftyk fnukad firk xzke øekad'.split(' '));

function columnDamage(cells: readonly string[]): HindiDamage | null {
  const written = cells.filter((cell) => /[^\s\d]/.test(cell));
  if (written.length < 3) return null;
  const share = (pattern: RegExp) => written.filter((cell) => pattern.test(cell)).length / written.length;
  if (share(/^[\s?.,()/-]*\?\?[\s?.,()/\d-]*$/) > 0.3) return 'letters-lost';
  if (share(/à[¤¥]./) > 0.3) return 'mojibake';
  return isLegacyFont(written) ? 'legacy-font' : null;
}

const WORD = /[A-Za-z\u00a1-\u024f'";{}[\]<>=+~`|^$%&:]{2,}/g;

// In names written in Latin letters two of five letters are vowels and a fifth are "a". Kruti Dev types ा as k, ी as h, ु as
// q and े as s, so that k abounds and "a", which is only the dot ं, is rare. Chanakya is full of accented letters.
function isLegacyFont(cells: readonly string[]): boolean {
  const words = new Set(cells.flatMap((cell) => cell.match(WORD) ?? []).filter((word) => /[a-z\u00a1-\u024f]/.test(word)));
  if (words.size < 5) return false;
  const letters = [...words].join('');
  const count = (pattern: RegExp) => (letters.match(pattern)?.length ?? 0) / letters.length;
  if (count(/[\u00a1-\u00ff]/g) > 0.25) return true;
  return count(/[aA]/g) < 0.06 && count(/[aeiou]/gi) < 0.33 && count(/[kjhsqfdlyt;']/g) > 0.4 && count(/[kh]/g) > 0.1;
}
