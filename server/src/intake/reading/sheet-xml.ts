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
  let prefix: string | null = null;
  let rest = '';
  let unclosed: string[] = []; // pieces of one long element whose end has not come yet
  let unclosedLength = 0;
  for await (const block of bytes) {
    const piece = decoder.decode(block, { stream: true });
    if (unclosed.length > 0) {
      const closing = `</${prefix}${name}>`;
      const closes = ((unclosed.at(-1) ?? '').slice(-closing.length) + piece).includes(closing);
      unclosed.push(piece);
      unclosedLength += piece.length;
      if (unclosedLength > LONGEST_ELEMENT) throw new UnreadableList('list.damaged');
      if (!closes) continue;
    }
    const text: string = unclosed.length > 0 ? unclosed.join('') : rest + piece;
    prefix ??= findPrefix(text, name);
    const taken = takeElements(text, prefix === null ? null : `${prefix}${name}`);
    if (taken.elements.length > 0) yield taken.elements;
    rest = text.slice(taken.end);
    unclosed = taken.open ? [rest] : [];
    unclosedLength = rest.length;
  }
}

function findPrefix(text: string, name: string): string | null {
  const match = new RegExp(`<((?:[A-Za-z_][\\w.-]*:)?)${name}[\\s/>]`).exec(text);
  return match ? (match[1] ?? '') : null;
}

type Taken = {
  readonly elements: XmlElement[];
  /** Where the text not yet used begins. */
  readonly end: number;
  /** The text left over is the beginning of an element, its opening tag whole. */
  readonly open: boolean;
};

function takeElements(text: string, tag: string | null): Taken {
  const elements: XmlElement[] = [];
  if (tag === null) return { elements, end: Math.max(0, text.length - 200), open: false };
  const opening = `<${tag}`;
  const closing = `</${tag}>`;
  let end = 0;
  for (;;) {
    const start = nextOpening(text, opening, end);
    if (start < 0) return { elements, end: Math.max(end, text.length - opening.length), open: false };
    const headEnd = text.indexOf('>', start);
    if (headEnd < 0) return { elements, end: start, open: false };
    if (text.charCodeAt(headEnd - 1) === 47) {
      elements.push({ attributes: text.slice(start + opening.length, headEnd - 1), body: '' });
      end = headEnd + 1;
      continue;
    }
    const close = text.indexOf(closing, headEnd);
    if (close < 0) return { elements, end: start, open: true };
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
  return plain.includes('_x')
    ? plain.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain;
}

function unescapeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
