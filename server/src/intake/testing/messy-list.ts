import { BLOCKS, type InventedName, MEN, SURNAMES, VILLAGES, WOMEN } from './invented-names.ts';

/**
 * Lists as district offices send them, made up from a seed, for tests and measurements. All numbers lie in 61000 00001 to
 * 61009 99999, a block kept for tests in this project and never dialled: the provider that rings real people never sees it.
 * A person's row is a function of seed, person and day alone, so that tomorrow's cumulative list repeats today's rows.
 */
export type MessyListOptions = {
  readonly seed: number;
  readonly people: number;
  /** 1: the first list. 2: the same people again, 3 % gone, 2 % corrected, 5 % with a new status, 8 % new. */
  readonly day?: 1 | 2;
  /** Local date the list is of, "yyyy-mm-dd"; sample dates lie in the ten days before. */
  readonly today?: string;
  /** Share of rows with dirt in them, 0–1. */
  readonly dirt?: number;
};

export type MessyRow = {
  readonly cells: readonly string[];
  /** Number of the person, for tests to compare with; null for titles, totals and blank lines. */
  readonly person: number | null;
  readonly household: number | null;
  /** Second row of a person already in this list, spelt otherwise. */
  readonly duplicate: boolean;
  readonly dirt: Dirt | null;
};

export type Dirt = (typeof DIRT)[number];

export const HEADINGS = [
  'क्र.',
  'मरीज का नाम / Patient Name',
  'Father/Husband Name',
  'आयु',
  'लिंग / Sex',
  'Mobile No.',
  'पता',
  'Ward',
  'ब्लॉक',
  'SRF ID',
  'जाँच दिनांक',
  'Result',
  'स्थिति',
  'Remarks',
] as const;

/** Every line of the list, title lines first and the total last. */
export function* messyList(options: MessyListOptions): Generator<MessyRow> {
  const width = HEADINGS.length;
  yield furniture(['कार्यालय मुख्य चिकित्सा एवं स्वास्थ्य अधिकारी, जिला सोनतरा (काल्पनिक)']);
  yield furniture([]);
  yield furniture(['', 'होम आइसोलेशन सूची', '', '', '', '', '', '', '', '', `दिनांक ${options.today ?? TODAY}`]);
  yield furniture([...HEADINGS]);
  let serial = 0;
  for (const person of peopleOf(options)) {
    const random = randomFrom(options.seed, person.id, 77);
    const row = personRow(person, options, false);
    yield { ...row, cells: [String(++serial), ...row.cells] };
    if (random() < 0.03 && row.dirt === null) {
      const again = personRow(person, options, true);
      yield { ...again, cells: [String(++serial), ...again.cells] };
    }
    if (serial % 997 === 0) yield furniture([]);
    if (serial % 4999 === 0) yield furniture([...HEADINGS]);
  }
  yield furniture(['कुल योग', '', '', '', '', String(serial), ...Array.from({ length: width - 6 }, () => '')]);
}

const TODAY = '2026-11-20';

export type InventedPerson = {
  readonly id: number;
  readonly household: number;
  readonly given: InventedName;
  readonly surname: InventedName;
  readonly sex: 'male' | 'female';
  readonly age: number;
  /** Ten digits. */
  readonly phone: string;
  readonly ward: number;
};

/** The people a list is about, household by household; day 2 leaves some out and adds new ones. */
export function* peopleOf(options: MessyListOptions): Generator<InventedPerson> {
  const total = options.day === 2 ? Math.floor(options.people * 1.08) : options.people;
  let id = 0;
  for (let household = 0; id < total; household++) {
    const random = randomFrom(options.seed, household, 11);
    const surname = pick(SURNAMES, random);
    const ward = 1 + Math.floor(random() * 60);
    const size = Math.min(total - id, [1, 1, 2, 2, 3, 4, 5][Math.floor(random() * 7)] ?? 1);
    const twins = size >= 3 && random() < 0.05;
    for (let member = 0; member < size; member++, id++) {
      const person = {
        ...memberOf(options.seed, id, household, member, twins),
        id,
        household,
        surname,
        ward,
        phone: phoneOf(household),
      };
      if (options.day !== 2 || id >= options.people || randomFrom(options.seed, id, 22)() >= 0.03) yield person;
    }
  }
}

function phoneOf(household: number): string {
  return String(6_100_000_001 + (household % 999_998));
}

function memberOf(
  seed: number,
  id: number,
  household: number,
  member: number,
  twins: boolean,
): Pick<InventedPerson, 'given' | 'sex' | 'age'> {
  const random = randomFrom(seed, id, 33);
  const sex = random() < 0.5 ? 'male' : 'female';
  const names = sex === 'male' ? MEN : WOMEN;
  // Members of one household stand side by side in the pool, so that no two share a name.
  const given = names[(household * 5 + member) % names.length] ?? names[0] ?? ['अनाम', 'Anam'];
  const age = twins && member >= 1 ? 9 : member === 0 ? 25 + Math.floor(random() * 60) : 1 + Math.floor(random() * 80);
  return { given, sex, age };
}

const DIRT = [
  'phone-scientific',
  'phone-float',
  'phone-two',
  'phone-landline',
  'phone-dummy',
  'phone-devanagari',
  'phone-nbsp',
  'phone-words',
  'phone-blank',
  'age-text',
  'age-months',
  'age-range',
  'age-blank',
  'age-nonsense',
  'date-serial',
  'date-month-first',
  'date-future',
  'date-words',
  'name-blank',
  'name-formula',
  'sex-nonsense',
] as const;

function personRow(person: InventedPerson, options: MessyListOptions, duplicate: boolean): MessyRow {
  const random = randomFrom(options.seed, person.id, duplicate ? 55 : 44);
  const dirt = !duplicate && random() < (options.dirt ?? 0.2) ? pick(DIRT, random) : null;
  const hindi = random() < 0.5;
  const change = options.day === 2 && person.id < options.people ? randomFrom(options.seed, person.id, 66)() : 1;
  const age = change < 0.02 ? person.age + 1 : person.age;
  const home = randomFrom(options.seed, person.household, 99);
  const cells = [
    nameCell(person, hindi !== duplicate, dirt, random),
    hindi ? `श्री ${pick(MEN, home)[0]}` : '',
    ageCell(age, dirt, random),
    sexCell(person.sex, dirt, random),
    phoneCell(person.phone, dirt, random),
    placeName(pick(VILLAGES, home), hindi),
    pick([`Ward ${person.ward}`, `वार्ड ${person.ward}`, String(person.ward), `0${person.ward}`.slice(-2)], random),
    placeName(pick(BLOCKS, home), hindi),
    `22${String(40_000_000_000 + person.id * 7 + (duplicate ? 3 : 0)).padStart(11, '0')}`,
    dateCell(options.today ?? TODAY, dirt, randomFrom(options.seed, person.id, 88)),
    pick(['Positive', 'POSITIVE', 'पॉजिटिव', '+ve'], random),
    change >= 0.02 && change < 0.07
      ? pick(['Recovered', 'भर्ती', 'Expired'], random)
      : pick(['Home Isolation', 'होम आइसोलेशन', 'Active'], random),
    random() < 0.1 ? 'Fever, cough "dry"; बुखार,\nखाँसी' : '',
  ];
  return { cells, person: person.id, household: person.household, duplicate, dirt };
}

function nameCell(person: InventedPerson, hindi: boolean, dirt: Dirt | null, random: Random): string {
  if (dirt === 'name-blank') return '';
  if (dirt === 'name-formula') return '=CMD()';
  const title = random() < 0.15 ? (person.sex === 'male' ? ['श्री ', 'Shri '] : ['श्रीमती ', 'Smt. ']) : ['', ''];
  if (hindi) return `${title[0]}${person.given[0]} ${person.surname[0]}`;
  const latin = `${title[1]}${spelling(person.given, random)} ${spelling(person.surname, random)}`;
  return random() < 0.2 ? latin.toUpperCase() : random() < 0.1 ? `${latin.replace(' ', '\u00a0')} ` : latin;
}

function spelling(name: InventedName, random: Random): string {
  return pick(name.slice(1), random);
}

function placeName(name: InventedName, hindi: boolean): string {
  return hindi ? name[0] : (name[1] ?? name[0]);
}

function ageCell(age: number, dirt: Dirt | null, random: Random): string {
  switch (dirt) {
    case 'age-text':
      return pick([`${age} Y`, `${age} वर्ष`, `${age}Yrs`, devanagariDigits(String(age))], random);
    case 'age-months':
      return '8 months';
    case 'age-range':
      return `${age}-${age + 7}`;
    case 'age-blank':
      return pick(['', '-', 'NA'], random);
    case 'age-nonsense':
      return pick(['abc', '999', 'वयस्क'], random);
    default:
      return String(age);
  }
}

function sexCell(sex: InventedPerson['sex'], dirt: Dirt | null, random: Random): string {
  if (dirt === 'sex-nonsense') return '1';
  return sex === 'male' ? pick(['M', 'Male', 'पुरुष', 'पु.'], random) : pick(['F', 'Female', 'महिला', 'स्त्री'], random);
}

function phoneCell(phone: string, dirt: Dirt | null, random: Random): string {
  switch (dirt) {
    case 'phone-scientific':
      return `${phone[0]}.${phone.slice(1, 5)}E+09`;
    case 'phone-float':
      return `${phone}.0`;
    case 'phone-two':
      return `${phone}${pick(['/', ', ', ' या ', '; '], random)}${6_100_999_999 - Math.floor(random() * 400_000)}`;
    case 'phone-landline':
      return '0788-2223344';
    case 'phone-dummy':
      return pick(['9999999999', '1234567890', '0000000000'], random);
    case 'phone-devanagari':
      return devanagariDigits(phone);
    case 'phone-nbsp':
      return `\u00a0${phone.slice(0, 5)}\u00a0${phone.slice(5)}\u200b`;
    case 'phone-words':
      return pick(['नहीं है', 'switched off'], random);
    case 'phone-blank':
      return '';
    default:
      return pick([phone, phone, phone, `+91${phone}`, `0${phone}`, `91${phone}`, `'${phone}`, `=+91${phone}`], random);
  }
}

function dateCell(today: string, dirt: Dirt | null, random: Random): string {
  const day = new Date(Date.parse(today) - Math.floor(random() * 10) * 86_400_000);
  const [year = '', month = '', date = ''] = day.toISOString().slice(0, 10).split('-');
  switch (dirt) {
    case 'date-serial':
      return String(day.getTime() / 86_400_000 + 25_569);
    case 'date-month-first':
      return `${month}/13/${year}`;
    case 'date-future':
      return `01/01/${Number(year) + 4}`;
    case 'date-words':
      return pick([`${date} नवंबर ${year}`, `${date}-Nov-${year}`], random);
    default:
      return pick(
        [`${date}/${month}/${year}`, `${date}-${month}-${year}`, `${date}.${month}.${year.slice(2)}`, `${year}-${month}-${date}`],
        random,
      );
  }
}

function devanagariDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit)));
}

function furniture(cells: readonly string[]): MessyRow {
  const padded = [...cells, ...Array.from({ length: Math.max(0, HEADINGS.length - cells.length) }, () => '')];
  return { cells: padded, person: null, household: null, duplicate: false, dirt: null };
}

export type Random = () => number;

/** Numbers 0–1 that depend on the seed, the thing and the purpose only (mulberry32). */
export function randomFrom(seed: number, thing: number, purpose: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(thing + 1, 0x85ebca6b) ^ Math.imul(purpose, 0xc2b2ae35)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
