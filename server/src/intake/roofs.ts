/** Households that turn out to be one while a list is read: each is asked for by any id it ever had. */
export class Roofs {
  readonly #into = new Map<string, string>();

  find(id: string): string {
    let root = id;
    for (let next = this.#into.get(root); next !== undefined; next = this.#into.get(root)) root = next;
    return root;
  }

  /** Puts two under one roof; the older id stays, so that the order in which rows come does not matter. */
  join(a: string, b: string): string {
    const [older, younger] = [this.find(a), this.find(b)].sort() as [string, string];
    if (older !== younger) this.#into.set(younger, older);
    return older;
  }

  /** Every id that gave way, with the one it is now. */
  joined(): { from: string; into: string }[] {
    return [...this.#into.keys()].map((from) => ({ from, into: this.find(from) }));
  }
}
