import type { Text } from '../text.ts';

/** What a list-hygiene report counts by: the kind of care the office must take, not the single mistake. */
export type DefectClass = 'phone' | 'name' | 'age' | 'sex' | 'date' | 'status' | 'identity' | 'area' | 'cell';

/** reject: the row goes back to the office. warn: the person is enrolled and the doubt is kept. note: read, after a repair. */
export type Severity = 'reject' | 'warn' | 'note';

export type ProblemCode = keyof typeof PROBLEMS;

export type Problem = {
  /** Zero-based column of the list, or null when the row as a whole is meant. */
  readonly column: number | null;
  readonly code: ProblemCode;
  readonly class: DefectClass;
  readonly severity: Severity;
  readonly message: Text;
  readonly whatToDo: Text;
};

/** Problem with its texts. The texts never repeat the cell: they are shown in reports, and cells hold people's data. */
export function problem(code: ProblemCode, column: number | null): Problem {
  return { column, code, ...PROBLEMS[code] };
}

type Entry = Omit<Problem, 'column' | 'code'>;

const CALL_ON_VISIT: Text = {
  en: 'Get the number from the family or the laboratory; until then the person is visited, not phoned.',
  hi: 'परिवार या लैब से नंबर लें; तब तक फ़ोन की जगह घर पर भेंट होगी।',
};
const NOTHING_TO_DO: Text = { en: 'Nothing, if the person confirms it on the call.', hi: 'कुछ नहीं, यदि व्यक्ति कॉल पर पुष्टि कर दे।' };
const WRITE_DATE: Text = {
  en: 'Write the date as day/month/year, for example 13/04/2026, and send the row again.',
  hi: 'तारीख दिन/महीना/वर्ष में लिखें, जैसे 13/04/2026, और पंक्ति फिर भेजें।',
};

/** The one registry of what can be wrong with a row. Codes are kept in stored reports: retire them, never reuse them. */
export const PROBLEMS = {
  'phone.missing': entry('phone', 'warn', 'No phone number', 'फ़ोन नंबर नहीं है', CALL_ON_VISIT),
  'phone.precision-lost': entry(
    'phone',
    'warn',
    'The spreadsheet shortened the number (like 9.8E+09); its last digits are lost',
    'स्प्रेडशीट ने नंबर छोटा कर दिया (जैसे 9.8E+09); अंतिम अंक खो गए हैं',
    {
      en: 'Format the column as text, type the number again and send the row again.',
      hi: 'कॉलम को टेक्स्ट बनाएँ, नंबर फिर लिखें और पंक्ति फिर भेजें।',
    },
  ),
  'phone.dummy': entry('phone', 'warn', 'A made-up number such as 9999999999', 'बनावटी नंबर, जैसे 9999999999', CALL_ON_VISIT),
  'phone.too-short': entry('phone', 'warn', 'The phone number has too few digits', 'फ़ोन नंबर में अंक कम हैं', CALL_ON_VISIT),
  'phone.too-long': entry('phone', 'warn', 'The phone number has too many digits', 'फ़ोन नंबर में अंक अधिक हैं', CALL_ON_VISIT),
  'phone.std-missing': entry('phone', 'warn', 'A landline without its STD code', 'एसटीडी कोड के बिना लैंडलाइन', {
    en: 'Write the STD code before the number, for example 0788-2223344.',
    hi: 'नंबर से पहले एसटीडी कोड लिखें, जैसे 0788-2223344।',
  }),
  'phone.not-a-number': entry(
    'phone',
    'warn',
    'The phone cell holds words, not a number',
    'फ़ोन के खाने में नंबर की जगह शब्द हैं',
    CALL_ON_VISIT,
  ),
  'phone.invalid': entry('phone', 'warn', 'No such phone number can exist', 'ऐसा फ़ोन नंबर हो ही नहीं सकता', CALL_ON_VISIT),
  'phone.repaired': entry(
    'phone',
    'note',
    'The phone number was repaired while reading',
    'पढ़ते समय फ़ोन नंबर सुधारा गया',
    NOTHING_TO_DO,
  ),
  'phone.foreign': entry('phone', 'note', 'A number outside India', 'भारत से बाहर का नंबर', NOTHING_TO_DO),
  'name.missing': entry('name', 'reject', 'No name', 'नाम नहीं है', {
    en: 'Write the person’s name and send the row again.',
    hi: 'व्यक्ति का नाम लिखें और पंक्ति फिर भेजें।',
  }),
  'name.not-a-name': entry(
    'name',
    'reject',
    'The name cell holds no name (digits, signs or a formula)',
    'नाम के खाने में नाम नहीं है (अंक, चिह्न या सूत्र)',
    {
      en: 'Check that the columns have not moved, write the name and send the row again.',
      hi: 'देखें कि कॉलम खिसके तो नहीं, नाम लिखें और पंक्ति फिर भेजें।',
    },
  ),
  'name.too-long': entry('name', 'reject', 'The name cell holds a whole text', 'नाम के खाने में पूरा लेख है', {
    en: 'Keep only the name in this cell and send the row again.',
    hi: 'इस खाने में केवल नाम रखें और पंक्ति फिर भेजें।',
  }),
  'age.missing': entry('age', 'warn', 'No age', 'उम्र नहीं है', { en: 'The caller asks for it.', hi: 'कॉल करने वाला पूछेगा।' }),
  'age.unreadable': entry('age', 'warn', 'The age cannot be read', 'उम्र पढ़ी नहीं जा सकी', {
    en: 'Write years as a number (35), or months as 8 months. The caller asks for it.',
    hi: 'वर्ष अंक में लिखें (35), या माह जैसे 8 माह। कॉल करने वाला पूछेगा।',
  }),
  'age.impossible': entry('age', 'warn', 'Nobody has this age', 'इतनी उम्र किसी की नहीं होती', {
    en: 'Correct the age. The caller asks for it.',
    hi: 'उम्र सुधारें। कॉल करने वाला पूछेगा।',
  }),
  'age.range': entry('age', 'note', 'The age is a range; its middle is used', 'उम्र सीमा में लिखी है; बीच की ली गई', {
    en: 'The caller asks for it.',
    hi: 'कॉल करने वाला पूछेगा।',
  }),
  'age.from-birth-year': entry(
    'age',
    'note',
    'The age was worked out from a birth date or year',
    'उम्र जन्म तिथि या वर्ष से निकाली गई',
    NOTHING_TO_DO,
  ),
  'age.became-date': entry('age', 'warn', 'The spreadsheet turned the age into a date', 'स्प्रेडशीट ने उम्र को तारीख बना दिया', {
    en: 'Format the column as text and write the age again. The caller asks for it.',
    hi: 'कॉलम को टेक्स्ट बनाएँ और उम्र फिर लिखें। कॉल करने वाला पूछेगा।',
  }),
  'age.differs-from-birth': entry(
    'age',
    'warn',
    'Age and date of birth do not agree; the date of birth is used',
    'उम्र और जन्म तिथि मेल नहीं खातीं; जन्म तिथि ली गई',
    NOTHING_TO_DO,
  ),
  'sex.unreadable': entry('sex', 'warn', 'The sex cannot be read', 'लिंग पढ़ा नहीं जा सका', {
    en: 'Write M, F or O, or पुरुष, महिला, अन्य. The caller asks for it.',
    hi: 'M, F, O या पुरुष, महिला, अन्य लिखें। कॉल करने वाला पूछेगा।',
  }),
  'date.month-first': entry(
    'date',
    'reject',
    'The date is written month first, or its order cannot be told; it is not guessed',
    'तारीख में महीना पहले लिखा है या क्रम स्पष्ट नहीं; अनुमान नहीं लगाया जाता',
    WRITE_DATE,
  ),
  'date.future': entry('date', 'reject', 'The date lies in the future', 'तारीख भविष्य की है', WRITE_DATE),
  'date.unreadable': entry(
    'date',
    'warn',
    'The date cannot be read and was left out',
    'तारीख पढ़ी नहीं जा सकी, छोड़ दी गई',
    WRITE_DATE,
  ),
  'date.impossible': entry(
    'date',
    'warn',
    'There is no such day (like 31 February); it was left out',
    'ऐसा दिन होता ही नहीं (जैसे 31 फ़रवरी); छोड़ दिया गया',
    WRITE_DATE,
  ),
  'date.long-ago': entry('date', 'warn', 'The date is years ago', 'तारीख वर्षों पुरानी है', WRITE_DATE),
  'status.unreadable': entry('status', 'warn', 'The status is not one the desk knows', 'यह स्थिति डेस्क नहीं पहचानता', {
    en: 'Write active, home isolation, hospitalised, recovered, deceased or migrated.',
    hi: 'सक्रिय, होम आइसोलेशन, भर्ती, स्वस्थ, मृत या स्थानांतरित लिखें।',
  }),
  'result.unreadable': entry('status', 'warn', 'The test result is not one the desk knows', 'यह जाँच परिणाम डेस्क नहीं पहचानता', {
    en: 'Write positive, negative or awaited.',
    hi: 'पॉजिटिव, निगेटिव या प्रतीक्षित लिखें।',
  }),
  'identity.damaged-number': entry(
    'identity',
    'warn',
    'The spreadsheet shortened an SRF, ICMR or ABHA number; it was left out',
    'स्प्रेडशीट ने SRF, ICMR या ABHA नंबर छोटा कर दिया; छोड़ दिया गया',
    {
      en: 'Format the column as text and write the number again.',
      hi: 'कॉलम को टेक्स्ट बनाएँ और नंबर फिर लिखें।',
    },
  ),
  'identity.repeated-row': entry(
    'identity',
    'note',
    'The same row stands twice in the list',
    'सूची में यही पंक्ति दो बार है',
    NOTHING_TO_DO,
  ),
  'identity.other-person': entry(
    'identity',
    'warn',
    'The SRF, ICMR or ABHA number is already that of a person with another name',
    'SRF, ICMR या ABHA नंबर पहले से किसी दूसरे नाम के व्यक्ति का है',
    {
      en: 'Check both rows: a number copied down a column belongs to one of them only.',
      hi: 'दोनों पंक्तियाँ जाँचें: कॉलम में नीचे तक खिंच गया नंबर उनमें से एक का ही है।',
    },
  ),
  'identity.suspected-duplicate': entry(
    'identity',
    'warn',
    'May be somebody who is already enrolled',
    'हो सकता है यह व्यक्ति पहले से दर्ज हो',
    {
      en: 'A supervisor compares the two under “suspected duplicates”; until then both are followed.',
      hi: 'सुपरवाइज़र “संभावित दोहराव” में दोनों की तुलना करें; तब तक दोनों की देखरेख होती है।',
    },
  ),
  'phone.many-people': entry(
    'phone',
    'warn',
    'So many people have this number that it is an office’s or a hospital’s',
    'यह नंबर इतने लोगों का है कि किसी कार्यालय या अस्पताल का होगा',
    CALL_ON_VISIT,
  ),
  'area.unknown': entry(
    'area',
    'warn',
    'The ward or village is not one of this district’s',
    'वार्ड या गाँव इस ज़िले की सूची में नहीं है',
    {
      en: 'Write the ward or village, and the block where several have the name. Until then only those who call the whole block or district see the person.',
      hi: 'वार्ड या गाँव लिखें, और एक नाम कई जगह हो तो ब्लॉक भी। तब तक व्यक्ति केवल पूरे ब्लॉक या ज़िले वालों को दिखेगा।',
    },
  ),
  'cell.formula': entry(
    'cell',
    'warn',
    'The cell holds a formula; it is kept as text and never run',
    'खाने में सूत्र है; उसे केवल लेख माना गया, चलाया नहीं गया',
    {
      en: 'Replace the formula by its value.',
      hi: 'सूत्र की जगह उसका मान लिखें।',
    },
  ),
  'cell.cut': entry(
    'cell',
    'warn',
    'The cell is longer than 4,000 characters and was cut',
    'खाना 4,000 अक्षरों से लंबा है, काटा गया',
    {
      en: 'Shorten the text if the end of it matters.',
      hi: 'यदि अंत का अंश ज़रूरी है तो लेख छोटा करें।',
    },
  ),
  'cell.broken-letters': entry('cell', 'warn', 'Letters were destroyed when the file was saved', 'फ़ाइल सहेजते समय अक्षर टूट गए', {
    en: 'Save the file again as “CSV UTF-8” or .xlsx.',
    hi: 'फ़ाइल को “CSV UTF-8” या .xlsx में फिर सहेजें।',
  }),
} as const satisfies Record<string, Entry>;

function entry(defect: DefectClass, severity: Severity, en: string, hi: string, whatToDo: Text): Entry {
  return { class: defect, severity, message: { en, hi }, whatToDo };
}
