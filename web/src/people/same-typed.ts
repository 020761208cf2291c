/** Whether a name was typed as it stands; spaces, capitals and how a letter is composed do not matter. */
export function sameTyped(typed: string, name: string): boolean {
  return plain(typed) === plain(name);
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
