import type { Finding } from './finding.ts';
import type { Protocol } from './protocol.ts';

/** Texts that one of the languages lacks. Found by shape, wherever they stand, so that no new field can be forgotten here. */
export function checkTexts(protocol: Protocol): readonly Finding[] {
  return textsIn(protocol, '').flatMap(([where, text]) => checkText(where, text));
}

function checkText(where: string, { hi, en }: { hi: string; en: string }): readonly Finding[] {
  const missing = [hi.trim() === '' ? 'hi' : '', en.trim() === '' ? 'en' : ''].filter((language) => language !== '');
  if (missing.length > 0)
    return missing.map((language) => gap(`${where}.${language}`, 'Nothing is written here; write the text.'));
  if (hi === en) return [gap(`${where}.hi`, 'Same as the English text; translate it.')];
  if (!/\p{Script=Devanagari}/u.test(hi)) return [gap(`${where}.hi`, 'Not in Devanagari; write it in Hindi.')];
  if (/\p{Script=Devanagari}/u.test(en)) return [gap(`${where}.en`, 'Hindi stands in the English text.')];
  return [];
}

function gap(where: string, message: string): Finding {
  return { severity: 'error', code: 'missing-translation', where, message };
}

function textsIn(value: unknown, at: string): readonly (readonly [string, { hi: string; en: string }])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('hi' in value && 'en' in value) return [[at, { hi: String(value.hi), en: String(value.en) }]];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, join(at, key, inner)));
}

/** `triage.rules[S1].reason`: list members by their own name where they have one. */
function join(at: string, key: string, inner: unknown): string {
  if (!/^\d+$/.test(key)) return at === '' ? key : `${at}.${key}`;
  const named = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  const name = [named.id, named.linkId, named.code, named.name].find((one) => typeof one === 'string');
  return `${at}[${name ?? key}]`;
}
