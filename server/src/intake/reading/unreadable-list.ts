import type { Text } from '@kshem/domain/text.ts';

export type ListFailureCode = keyof typeof FAILURES;

export type ListFailure = { readonly code: ListFailureCode; readonly message: Text; readonly whatToDo: Text };

/** The file as a whole cannot be read as a list. Thrown when opening it or, for damage further in, while its rows are read. */
export class UnreadableList extends Error {
  readonly failure: ListFailure;

  constructor(code: ListFailureCode, cause?: unknown) {
    super(FAILURES[code].message.en, { cause });
    this.name = 'UnreadableList';
    this.failure = { code, ...FAILURES[code] };
  }
}

const SAVE_AS_XLSX: Text = {
  en: 'Open it in Excel or LibreOffice, choose “Save as” → “Excel workbook (.xlsx)” or “CSV UTF-8”, and send that file.',
  hi: 'इसे Excel या LibreOffice में खोलें, “Save as” → “Excel workbook (.xlsx)” या “CSV UTF-8” चुनें और वह फ़ाइल भेजें।',
};
const SEND_AGAIN: Text = {
  en: 'Ask the sender for the file again; it was cut off or damaged on the way.',
  hi: 'भेजने वाले से फ़ाइल फिर माँगें; वह रास्ते में कट गई या ख़राब हो गई है।',
};
const SPLIT: Text = {
  en: 'Save only the sheet with the list as “CSV UTF-8”, in parts if need be, and send those.',
  hi: 'केवल सूची वाली शीट को “CSV UTF-8” में सहेजें, ज़रूरत हो तो हिस्सों में, और वे भेजें।',
};

/** Every way a whole file can fail. Codes are shown to offices and kept in stored reports: retire them, never reuse them. */
const FAILURES = {
  'list.empty': failure('The file is empty', 'फ़ाइल ख़ाली है', {
    en: 'Check that the list was saved before it was sent, and send it again.',
    hi: 'देखें कि भेजने से पहले सूची सहेजी गई थी, और फिर भेजें।',
  }),
  'list.password': failure('The file is protected by a password', 'फ़ाइल पासवर्ड से सुरक्षित है', {
    en: 'Open it with the password, remove it under File → Info → Protect Workbook → Encrypt with Password, save, and send it again.',
    hi: 'पासवर्ड से खोलें, File → Info → Protect Workbook → Encrypt with Password में पासवर्ड हटाएँ, सहेजें और फिर भेजें।',
  }),
  'list.not-a-spreadsheet': failure('This is not a spreadsheet', 'यह स्प्रेडशीट नहीं है', {
    en: 'A list can be read as .csv, .tsv, .xlsx, .xls or .ods. For a PDF, a picture or a Word file ask the sender for the sheet it was made from.',
    hi: 'सूची .csv, .tsv, .xlsx, .xls या .ods में पढ़ी जा सकती है। PDF, चित्र या Word फ़ाइल हो तो भेजने वाले से वह शीट माँगें जिससे वह बनी है।',
  }),
  'list.web-page': failure(
    'This is a web page that only bears the name of a spreadsheet',
    'यह वेब पेज है, केवल नाम स्प्रेडशीट का है',
    SAVE_AS_XLSX,
  ),
  'list.old-format': failure(
    'This old or rare kind of workbook cannot be read',
    'इस पुरानी या दुर्लभ किस्म की वर्कबुक पढ़ी नहीं जा सकती',
    SAVE_AS_XLSX,
  ),
  'list.damaged': failure('The file is damaged', 'फ़ाइल ख़राब है', SEND_AGAIN),
  'list.zip-bomb': failure('The file unpacks to far more than any list', 'फ़ाइल खुलने पर किसी भी सूची से बहुत बड़ी हो जाती है', SPLIT),
  'list.too-big': failure('The file is too big to be read in this format', 'इस प्रारूप में फ़ाइल पढ़ने के लिए बहुत बड़ी है', SPLIT),
  'list.no-sheet': failure('The workbook has no visible sheet with rows in it', 'वर्कबुक में पंक्तियों वाली कोई दिखने वाली शीट नहीं है', {
    en: 'Put the list on a visible sheet, save, and send it again.',
    hi: 'सूची को दिखने वाली शीट पर रखें, सहेजें और फिर भेजें।',
  }),
  'list.quote-unclosed': failure(
    'A quotation mark is opened and never closed, so the rest of the file reads as one cell',
    'एक उद्धरण चिह्न खुला है और बंद नहीं हुआ, इसलिए बाकी फ़ाइल एक ही खाना बन जाती है',
    SAVE_AS_XLSX,
  ),
  'list.legacy-font': failure(
    'The Hindi is typed in a legacy font (Kruti Dev, DevLys, Chanakya), not in Unicode',
    'हिंदी पुराने फ़ॉन्ट (कृति देव, DevLys, चाणक्य) में टाइप है, यूनिकोड में नहीं',
    {
      en: 'Convert the text to Unicode (Mangal) with a Kruti Dev to Unicode converter, or export the list anew from the portal, and send that.',
      hi: 'कृति देव से यूनिकोड परिवर्तक द्वारा लेख को यूनिकोड (मंगल) में बदलें, या पोर्टल से सूची फिर निकालें, और वह भेजें।',
    },
  ),
  'list.letters-lost': failure(
    'The Hindi letters were replaced by question marks when the file was saved',
    'फ़ाइल सहेजते समय हिंदी अक्षर प्रश्नचिह्न बन गए',
    {
      en: 'Open the original in Excel and save it as “Excel workbook (.xlsx)” or “CSV UTF-8”, not as plain “CSV”.',
      hi: 'मूल फ़ाइल Excel में खोलें और “Excel workbook (.xlsx)” या “CSV UTF-8” में सहेजें, साधारण “CSV” में नहीं।',
    },
  ),
  'list.mojibake': failure(
    'The Hindi letters were garbled (à¤°à¤¾…) by a program that took the file for another encoding',
    'किसी प्रोग्राम ने फ़ाइल की एन्कोडिंग ग़लत मानी, हिंदी अक्षर बिगड़ गए (à¤°à¤¾…)',
    {
      en: 'Send the file as it came from the portal, without opening and saving it in between.',
      hi: 'फ़ाइल वैसी ही भेजें जैसी पोर्टल से आई थी, बीच में खोलकर सहेजे बिना।',
    },
  ),
} as const satisfies Record<string, Omit<ListFailure, 'code'>>;

function failure(en: string, hi: string, whatToDo: Text): Omit<ListFailure, 'code'> {
  return { message: { en, hi }, whatToDo };
}
