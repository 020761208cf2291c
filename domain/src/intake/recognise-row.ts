import { compareNames } from '../name/compare-names.ts';
import { nameKey } from '../name/name-key.ts';
import { type PersonTraits, type SamePerson, samePersonEvidence } from '../name/same-person-evidence.ts';
import { type Told, traitsTold } from './told.ts';

export type KnownPerson = { readonly personId: string; readonly traits: PersonTraits };

/** A row of this source's earlier list, or of an earlier line of this one (`seen`). */
export type KnownEntry = { readonly key: string; readonly personId: string; readonly told: Told; readonly seen: boolean };

/** What is known before a row is looked at: by the keys of its numbers, by the phones it names. */
export type KnownAround = {
  readonly entry: (key: string) => KnownEntry | undefined;
  /** The entry of this source that stands for a person and was not met in this list yet. */
  readonly unseenEntryOf: (personId: string) => KnownEntry | undefined;
  readonly personWithNumber: (key: string) => KnownPerson | undefined;
  readonly peopleWithPhone: (e164: string) => readonly KnownPerson[];
};

export type Suspect = { readonly personId: string; readonly found: SamePerson };

export type Recognised =
  /** The same row again further down: nothing to do. */
  | { readonly kind: 'repeated'; readonly personId: string }
  /** The row of an earlier list, perhaps corrected. */
  | { readonly kind: 'entry'; readonly entry: KnownEntry }
  /** Somebody enrolled already, by a number of theirs; new in this source's list. */
  | { readonly kind: 'person'; readonly personId: string }
  /** Nobody we know for sure. `numberTaken`: a number of the row is another person's. */
  | { readonly kind: 'new'; readonly suspects: readonly Suspect[]; readonly numberTaken: boolean };

/**
 * Says who a row is. Sure are a number under a like name, and the row of yesterday's list corrected in one thing; everything less is a
 * new person with the people it might be, for somebody to decide. Nobody is merged here.
 */
export function recogniseRow(keys: readonly string[], traits: PersonTraits, known: KnownAround): Recognised {
  const others = new Map<string, KnownPerson>();
  for (const key of keys) {
    const entry = known.entry(key);
    if (!entry) continue;
    if (entry.seen && isLike(traits.nameKey, nameKey(entry.told.name).key)) return { kind: 'repeated', personId: entry.personId };
    if (!entry.seen && isCorrectionOf(entry.told, traits)) return { kind: 'entry', entry };
    others.set(entry.personId, {
      personId: entry.personId,
      traits: { ...traitsTold(entry.told), listNumbers: traits.listNumbers },
    });
  }
  for (const key of keys) {
    const person = known.personWithNumber(key);
    if (!person) continue;
    if (isLike(traits.nameKey, person.traits.nameKey)) return { kind: 'person', personId: person.personId };
    others.set(person.personId, person);
  }
  const numberTaken = others.size > 0;
  const sharing = traits.phones.flatMap((phone) => known.peopleWithPhone(phone));
  const entry = numberTaken ? undefined : onlyCorrected(traits, sharing, known);
  if (entry) return { kind: 'entry', entry };
  for (const person of sharing) others.set(person.personId, person);
  return { kind: 'new', suspects: suspectsOf(traits, [...others.values()]), numberTaken };
}

function isLike(a: string, b: string): boolean {
  return compareNames(a, b) !== 'different';
}

/** A number under quite another name is believed only where phone, age and sex all stay: then the name was corrected. */
function isCorrectionOf(told: Told, traits: PersonTraits): boolean {
  const before = traitsTold(told);
  if (isLike(before.nameKey, traits.nameKey)) return true;
  return traits.phones.some((phone) => before.phones.includes(phone)) && agree(before, traits) && traits.ageYears !== null;
}

/** A row without its number of yesterday: same phone, same name in whatever script, ages that agree, and only one such. */
function onlyCorrected(traits: PersonTraits, sharing: readonly KnownPerson[], known: KnownAround): KnownEntry | undefined {
  const entries = new Map<string, KnownEntry>();
  for (const { personId, traits: theirs } of sharing) {
    if (compareNames(traits.nameKey, theirs.nameKey) !== 'same' || !agree(traits, theirs)) continue;
    const entry = known.unseenEntryOf(personId);
    if (entry) entries.set(personId, entry);
  }
  return entries.size === 1 ? [...entries.values()][0] : undefined;
}

function agree(a: PersonTraits, b: PersonTraits): boolean {
  const ages = a.ageYears === null || b.ageYears === null || Math.abs(a.ageYears - b.ageYears) <= 2;
  return ages && (a.sex === null || b.sex === null || a.sex === b.sex);
}

/** Below this score a name, an age and a ward in common are chance. */
export const leastScoreProposed = 70;

function suspectsOf(traits: PersonTraits, people: readonly KnownPerson[]): readonly Suspect[] {
  return people.flatMap(({ personId, traits: theirs }) => {
    const found = samePersonEvidence(traits, theirs);
    return isWorthAsking(found) ? [{ personId, found }] : [];
  });
}

/** Whether two people are shown to somebody as perhaps one. An equal number always is, whatever the names. */
export function isWorthAsking({ verdict, score, evidence }: SamePerson): boolean {
  if (verdict === 'different') return false;
  return verdict === 'likely' || score >= leastScoreProposed || evidence.some(({ code }) => code === 'list-number-same');
}
