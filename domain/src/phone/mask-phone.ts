/** The country and the last three digits: enough to recognise a number that one knows, too little to dial it. `+91 ••••• ••123` */
export function maskPhone(e164: string): string {
  const national = e164.startsWith('+91') ? e164.slice(3) : e164.slice(1);
  const hidden = `${'•'.repeat(Math.max(0, national.length - 3))}${national.slice(-3)}`;
  const shown = hidden.length === 10 ? `${hidden.slice(0, 5)} ${hidden.slice(5)}` : hidden;
  return e164.startsWith('+91') ? `+91 ${shown}` : `+${shown}`;
}
