/** Text of an XML part that arrives in pieces, handed on one element at a time, so that memory holds one row, not the sheet. */

import { UnreadableList } from './unreadable-list.ts';

/** An element longer than this is no row of a list. A 5 MB cell must pass. */
const LONGEST_ELEMENT = 128 * 1024 * 1024;

export type XmlElement = { readonly attributes: string; readonly body: string };

/**
 * Every `<name …>…</name>` of a part, with or without a namespace prefix, in order. Elements of that name must not nest
 * (rows and shared strings do not).
 * @throws UnreadableList list.damaged
 */
export async function* xmlElements(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<XmlElement[]> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let prefix: string | null = null;
  let searchedTo = 0;
  for await (const chunk of bytes) {
    text += decoder.decode(chunk, { stream: true });
    prefix ??= findPrefix(text, name);
    if (prefix === null) {
      text = text.slice(Math.max(0, text.length - 200));
      continue;
    }
    const taken = takeElements(text, `${prefix}${name}`, searchedTo);
    if (taken.elements.length > 0) yield taken.elements;
    text = text.slice(taken.end);
    searchedTo = taken.searchedTo - taken.end;
    if (text.length > LONGEST_ELEMENT) throw new UnreadableList('list.damaged');
  }
}

function findPrefix(text: string, name: string): string | null {
  const match = new RegExp(`<((?:[A-Za-z_][\\w.-]*:)?)${name}[\\s/>]`).exec(text);
  return match ? (match[1] ?? '') : null;
}

type Taken = { readonly elements: XmlElement[]; readonly end: number; readonly searchedTo: number };

// `searchedTo` remembers how far a closing tag was looked for, so that one huge cell is not searched from its start with every piece.
function takeElements(text: string, tag: string, searchedTo: number): Taken {
  const opening = `<${tag}`;
  const closing = `</${tag}>`;
  const elements: XmlElement[] = [];
  let end = 0;
  for (;;) {
    const start = nextOpening(text, opening, end);
    if (start < 0) return { elements, end: Math.max(end, text.length - opening.length), searchedTo: 0 };
    const headEnd = text.indexOf('>', start);
    if (headEnd < 0) return { elements, end: start, searchedTo: start };
    if (text.charCodeAt(headEnd - 1) === 47) {
      elements.push({ attributes: text.slice(start + opening.length, headEnd - 1), body: '' });
      end = headEnd + 1;
      continue;
    }
    const close = text.indexOf(closing, Math.max(headEnd, searchedTo));
    if (close < 0) return { elements, end: start, searchedTo: Math.max(headEnd, text.length - closing.length) };
    elements.push({ attributes: text.slice(start + opening.length, headEnd), body: text.slice(headEnd + 1, close) });
    end = close + closing.length;
  }
}

// "<row" must not find "<rowBreaks", nor "<si" "<sidebar".
function nextOpening(text: string, opening: string, from: number): number {
  let at = text.indexOf(opening, from);
  while (at >= 0) {
    const after = text.charCodeAt(at + opening.length);
    if (after === 32 || after === 62 || after === 47 || after === 10 || after === 13 || after === 9) return at;
    if (Number.isNaN(after)) return at;
    at = text.indexOf(opening, at + 1);
  }
  return -1;
}

/** Value of an attribute, entities resolved; null when absent. */
export function attribute(attributes: string, name: string): string | null {
  let at = attributes.indexOf(`${name}=`);
  while (at > 0 && attributes.charCodeAt(at - 1) > 32) at = attributes.indexOf(`${name}=`, at + 1);
  if (at < 0) return null;
  const quote = attributes.charAt(at + name.length + 1);
  const start = at + name.length + 2;
  const end = attributes.indexOf(quote, start);
  return end < 0 ? null : unescapeXml(attributes.slice(start, end));
}

/** All text inside the <t> elements of a string, without the pronunciation hints (<rPh>) some Excels add. */
export function richText(body: string, prefix: string): string {
  const spoken = body.includes('rPh') ? body.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '') : body;
  let out = '';
  let at = nextOpening(spoken, `<${prefix}t`, 0);
  while (at >= 0) {
    const headEnd = spoken.indexOf('>', at);
    if (headEnd < 0) break;
    const close = spoken.charCodeAt(headEnd - 1) === 47 ? headEnd : spoken.indexOf(`</${prefix}t>`, headEnd);
    if (close > headEnd) out += spoken.slice(headEnd + 1, close);
    at = close < 0 ? -1 : nextOpening(spoken, `<${prefix}t`, close);
  }
  return unescapeXml(out);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML entities and Excel's own `_x000D_` escapes. */
export function unescapeXml(text: string): string {
  const plain = text.includes('&') ? text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{2,4});/gi, unescapeEntity) : text;
  return plain.includes('_x') ? plain.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : plain;
}

function unescapeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
