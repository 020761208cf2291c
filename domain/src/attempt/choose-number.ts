/** Which number a household is rung on, and who of it is asked on that call. A household is offered as one call. */

export type Reachable = {
  readonly personId: string;
  /** The number that the reach ladder wants next; null: the person's first usable one. */
  readonly wantedId: string | null;
};

export type HouseholdNumber = {
  readonly contactPointId: string;
  readonly personId: string;
  /** 1 is tried first. */
  readonly rank: number;
  readonly usable: boolean;
};

export type Chosen =
  | { readonly kind: 'chosen'; readonly contactPointId: string; readonly personIds: readonly string[] }
  /** No number of the household works for any of them. */
  | { readonly kind: 'no-number' };

/**
 * The most urgent person decides: the number wanted for them, else their own by rank, else a relative's. Everybody else who is
 * reached by that number is asked on the same call; who has a number of their own that works is rung there instead.
 *
 * @param people those who may be called now, most urgent first
 * @param numbers all numbers of the household; `usable` false: not in service, or wrong for that person
 * @param askedFor the number the caller chose; it holds when it is usable for at least one of the people or is a relative's
 */
export function chooseNumber(
  people: readonly Reachable[],
  numbers: readonly HouseholdNumber[],
  askedFor: string | null = null,
): Chosen {
  for (const person of people) {
    const contactPointId = askedFor ?? firstFor(person, numbers);
    if (contactPointId === null || !works(person.personId, contactPointId, numbers)) continue;
    const personIds = people.filter((other) => isAskedOn(other, contactPointId, numbers)).map((other) => other.personId);
    return { kind: 'chosen', contactPointId, personIds: personIds.length > 0 ? personIds : [person.personId] };
  }
  return { kind: 'no-number' };
}

/** Not known to be wrong for this person, and in service for somebody of the household. */
function works(personId: string, contactPointId: string, numbers: readonly HouseholdNumber[]): boolean {
  const own = numbers.find((number) => number.personId === personId && number.contactPointId === contactPointId);
  return own ? own.usable : numbers.some((number) => number.contactPointId === contactPointId && number.usable);
}

function firstFor(person: Reachable, numbers: readonly HouseholdNumber[]): string | null {
  if (person.wantedId !== null && works(person.personId, person.wantedId, numbers)) return person.wantedId;
  return (
    firstOwn(person.personId, numbers) ??
    numbers.find((number) => works(person.personId, number.contactPointId, numbers))?.contactPointId ??
    null
  );
}

function firstOwn(personId: string, numbers: readonly HouseholdNumber[]): string | null {
  const own = numbers.filter((number) => number.personId === personId && number.usable);
  return own.length === 0 ? null : own.reduce((best, number) => (number.rank < best.rank ? number : best)).contactPointId;
}

function isAskedOn(person: Reachable, contactPointId: string, numbers: readonly HouseholdNumber[]): boolean {
  if (!works(person.personId, contactPointId, numbers)) return false;
  if (person.wantedId === contactPointId) return true;
  const own = numbers.some((number) => number.personId === person.personId && number.contactPointId === contactPointId);
  return own || firstOwn(person.personId, numbers) === null;
}
