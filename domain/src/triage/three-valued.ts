/**
 * A condition is true, false, or cannot be decided because something it needs is not known. CEL already has the right logic: an
 * error beside `||` or `&&` is absorbed when the other side decides. So a missing value is thrown as one known error when it is read,
 * and its name is kept; whatever the rest of the expression absorbs needs no answer.
 */
export type Value = boolean | number | string | readonly string[];

export type Missing = {
  /** The question; facts about the person are named `person.age` and so on. */
  readonly linkId: string;
  /** 'not-applicable': the answers switched the question off, or there is nothing yet to compare with. */
  readonly why: 'unknown' | 'refused' | 'not-asked' | 'not-applicable';
};

export type NotKnown = { readonly notKnown: readonly Missing[] };

export type Verdict = { readonly known: true; readonly value: Value } | ({ readonly known: false } & NotKnown);

/** One for all: making an error costs more than evaluating a rule. */
const notKnownError = new Error('A value this expression needs is not known');

/** The variables of one check-in by name, as CEL reads them. */
export class Situation extends Map<string, Value | NotKnown> {
  #missed = new Map<string, Missing>();

  override get(name: string): Value | NotKnown | undefined {
    const value = super.get(name);
    if (value === undefined || !isNotKnown(value)) return value;
    for (const missing of value.notKnown) this.#missed.set(missing.linkId, missing);
    throw notKnownError;
  }

  /** The value without throwing. */
  peek(name: string): Value | NotKnown | undefined {
    return super.get(name);
  }

  /** Runs an expression. Anything but a missing value that goes wrong is a bug of the compiler, and is thrown. */
  judge(run: (situation: Situation) => unknown): Verdict {
    this.#missed.clear();
    try {
      return { known: true, value: run(this) as Value };
    } catch (error) {
      if (error !== notKnownError) throw error;
      return { known: false, notKnown: [...this.#missed.values()] };
    }
  }
}

export function isNotKnown(value: Value | NotKnown): value is NotKnown {
  return typeof value === 'object' && 'notKnown' in value;
}

/** Whether everything that is missing is excused, so that the condition counts as not met. */
export function isExcused(missing: readonly Missing[]): boolean {
  return missing.every(({ why }) => why === 'not-applicable');
}
