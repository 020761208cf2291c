const words = 1 << 20;
const bits = words * 32;

/**
 * Remembers texts in 4 MB, however many: what it was told it always knows again, and of others it takes about one in a thousand for known
 * while a list has under a million rows. So the database is asked only about what it may know, and memory does not grow with the file.
 */
export class MaybeSeen {
  readonly #marks = new Uint32Array(words);

  add(text: string): void {
    for (const at of places(text)) this.#marks[at >>> 5] = (this.#marks[at >>> 5] ?? 0) | (1 << (at & 31));
  }

  has(text: string): boolean {
    return places(text).every((at) => ((this.#marks[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0);
  }
}

/** Four places of a text, from two halves of one pass over it (FNV-1a, and the same with another multiplier). */
function places(text: string): readonly [number, number, number, number] {
  let a = 0x811c9dc5;
  let b = 0x9e3779b1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  // The low bits of a product know the end of the text only.
  const step = (b ^ (b >>> 15)) | 1;
  const first = a ^ (a >>> 13);
  return [place(first), place(first + step), place(first + 2 * step), place(first + 3 * step)];
}

function place(hash: number): number {
  return (hash >>> 0) % bits;
}
