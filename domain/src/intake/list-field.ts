/** What a column of a list can mean to us. `ignore` is a decision (a serial number), unlike a column nobody recognised. */
export const listFields = [
  'name',
  'guardian', // father's, husband's or mother's name
  'age',
  'age-unit',
  'age-sex', // "35/M" in one cell
  'birth-date',
  'sex',
  'phone', // may stand over several columns
  'address',
  'ward',
  'village',
  'local-body',
  'block',
  'district',
  'state',
  'srf-id',
  'icmr-id',
  'abha-id',
  'lab-id',
  'list-number', // the source's own number of the case
  'sample-date',
  'result-date',
  'test-type',
  'lab',
  'result',
  'status',
  'status-date',
  'conditions', // illnesses the person lives with
  'symptoms',
  'vaccination',
  'notes',
  'ignore',
] as const;
export type ListField = (typeof listFields)[number];

export function isListField(text: string): text is ListField {
  return (listFields as readonly string[]).includes(text);
}

const DEVANAGARI_NUKTA = /\u093c/g;

/** A heading as words to match on: lower case, no punctuation, nukta dropped. Expects tidied text. */
export function headingWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(DEVANAGARI_NUKTA, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}+]+/gu, ' ')
    .trim();
}

/** The field a heading names, with how sure that is (0–1); null when no rule knows it. The first rule that fits wins. */
export function fieldOfHeading(heading: string): { readonly field: ListField; readonly confidence: number } | null {
  const words = headingWords(heading);
  if (words === '' || words.length > 80) return null;
  for (const [field, whole, part] of RULES) {
    if (whole.test(words)) return { field, confidence: 1 };
    if (part?.test(words)) return { field, confidence: 0.8 };
  }
  return null;
}

// Field, the heading as a whole, a part that is telling enough. Narrow meanings stand before wide ones: "father's name" and
// "lab name" before "name", "sample date" before "date". Hindi words have no \b in JavaScript, hence plain parts.
const RULES: readonly (readonly [ListField, RegExp, RegExp?])[] = [
  [
    'ignore',
    /^(?:s|sr|sl|serial|s r)(?: no| number)?$|^(?:sno|srno|slno|क्र|क्रं|क्रम|क्रमांक|क्रमाक|स क्र|सक्र|स क्रमांक|अनु क्र|अ क्र)$|^#$/u,
  ],
  ['age-sex', /^(?:age sex|age gender|sex age|आयु लिंग|उम्र लिंग|age आयु sex लिंग)$/u],
  [
    'guardian',
    /^(?:s o|w o|d o|c o|father|husband|guardian|पिता|पति)$/u,
    /father|husband|mother|guardian|care ?of|s o w o|पिता|पति|माता|अभिभावक|संरक्षक/u,
  ],
  ['srf-id', /^srf$/u, /\bsrf\b|एसआरएफ|एस आर एफ/u],
  ['icmr-id', /^icmr$/u, /\bicmr\b|आईसीएमआर|आई सी एम आर/u],
  ['abha-id', /^abha$/u, /\babha\b|health id|आभा|हेल्थ आईडी/u],
  [
    'lab-id',
    /^(?:lab|sample) ?(?:id|no|code|number)$/u,
    /\b(?:lab|sample|specimen) (?:id|no|code|number)\b|लैब आईडी|सैंपल (?:आईडी|क्रमांक|नंबर)|सैम्पल (?:आईडी|क्रमांक|नंबर)/u,
  ],
  [
    'list-number',
    /^(?:id|case|patient|case id|patient id|government id|case no|unique id|reg no|registration no|पंजीयन क्रमांक)$/u,
    /\b(?:case|patient|unique|registration|government) (?:id|no|code|number)\b|मरीज (?:आईडी|क्रमांक)|प्रकरण क्रमांक|पंजीयन/u,
  ],
  [
    'phone',
    /^(?:mobile|mob|phone|ph|contact|tel|telephone|cell|whatsapp|मोबाइल|मोबाईल|मोबाइल न|मो|मो न|फोन|दूरभाष|संपर्क|सम्पर्क)$/u,
    /\b(?:mobile|mob|phone|telephone|contact (?:no|number|detail)|whatsapp|cell)|मोबा|फोन|दूरभाष|संपर्क (?:न|सूत्र)|सम्पर्क (?:न|सूत्र)|मो न/u,
  ],
  ['birth-date', /^(?:dob|d o b|birth)$/u, /birth|\bdob\b|जन्म/u],
  ['age-unit', /^age ?unit$|^आयु इकाई$|^उम्र इकाई$/u, /age ?(?:unit|in)\b/u],
  ['age', /^(?:age|आयु|उम्र|वय|age आयु|आयु age|age years?|age yrs?|आयु वर्ष)$/u, /\bage\b|आयु|उम्र/u],
  ['sex', /^(?:sex|gender|m f|लिंग|लिग|जेंडर|sex लिंग|gender लिंग)$/u, /\b(?:sex|gender)\b|लिंग|जेंडर/u],
  [
    'result-date',
    /^(?:result|report(?:ing)?|diagnosed|confirmation|positive) ?date$|^date of (?:result|report|confirmation|positive)$/u,
    /(?:result|report|diagnos|confirm|positiv).*(?:date|dt\b)|(?:date|dt) of.*(?:result|report|diagnos|confirm|positiv)|(?:परिणाम|रिपोर्ट|पॉजिटिव).*(?:दिनांक|दिनाक|तिथि|तारीख)/u,
  ],
  [
    'status-date',
    /^(?:status|discharge|outcome|recovery|death) ?date$/u,
    /(?:status|discharge|outcome|recover|death|isolation).*date|date of.*(?:discharge|death|recover|outcome|status|isolation)|(?:डिस्चार्ज|मृत्यु|स्थिति|स्वस्थ|आइसोलेशन).*(?:दिनांक|दिनाक|तिथि|तारीख)/u,
  ],
  [
    'sample-date',
    /^(?:test|sample|testing|sampling|collection)? ?date$|^date$|^(?:दिनांक|दिनाक|तिथि|तारीख|जांच दिनांक|जाँच दिनांक)$/u,
    /(?:test|sampl|collect|swab).*date|date of.*(?:test|sampl|collect|swab)|(?:जांच|जाँच|सैंपल|सैम्पल|नमूना|टेस्ट).*(?:दिनांक|दिनाक|तिथि|तारीख)|(?:दिनांक|तिथि|तारीख)/u,
  ],
  [
    'test-type',
    /^(?:test|test type|type of test|sample type|testing method|जांच|जाँच|जांच प्रकार|जाँच का प्रकार)$/u,
    /\b(?:test|sample|kit) ?type\b|type of (?:test|sample)|जांच (?:का )?प्रकार|जाँच (?:का )?प्रकार|टेस्ट का प्रकार/u,
  ],
  [
    'result',
    /^(?:result|test result|report|covid result|परिणाम|रिपोर्ट|नतीजा|जाँच परिणाम|जांच परिणाम)$/u,
    /\bresult\b|परिणाम|रिपोर्ट/u,
  ],
  [
    'lab',
    /^(?:lab|laboratory|lab name|testing lab|लैब|प्रयोगशाला)$/u,
    /\b(?:lab|laborator|testing (?:lab|facility|centre|center))|लैब|प्रयोगशाला|जांच केंद्र|जाँच केंद्र/u,
  ],
  [
    'status',
    /^(?:status|patient status|current status|condition|outcome|isolation|स्थिति|वर्तमान स्थिति|मरीज की स्थिति)$/u,
    /\b(?:status|outcome|isolation (?:type|place))\b|स्थिति|अवस्था/u,
  ],
  [
    'conditions',
    /^(?:comorbidity|comorbidities|co morbidity|co morbid|सह रुग्णता|पूर्व बीमारी)$/u,
    /co ?morbid|underlying|chronic|सह ?रुग्ण|पूर्व बीमारी|अन्य बीमारी|पुरानी बीमारी/u,
  ],
  ['symptoms', /^(?:symptoms?|लक्षण)$/u, /symptom|लक्षण/u],
  ['vaccination', /^(?:vaccination|vaccine|vaccinated|doses?|टीका|टीकाकरण)$/u, /vaccin|\bdose|टीका|वैक्सीन/u],
  ['ward', /^(?:ward|वार्ड|zone|जोन)(?: no| number| न| क्र| क्रमांक| नाम)?$/u, /\bward\b|वार्ड/u],
  [
    'local-body',
    /^(?:local ?body|body type|ulb|nagar nigam|municipality|नगर निगम|निकाय|नगरीय निकाय|पंचायत|ग्राम पंचायत)$/u,
    /local ?body|\bulb\b|municipal|panchayat|निकाय|पंचायत|नगर/u,
  ],
  [
    'village',
    /^(?:village|gram|town|city|mohalla|locality|detected city|ग्राम|गांव|गाँव|शहर|मोहल्ला)$/u,
    /\b(?:village|town|city|locality)\b|ग्राम|गांव|गाँव|मोहल्ला/u,
  ],
  [
    'block',
    /^(?:block|tehsil|taluka|taluk|sub district|विकासखंड|विकासखण्ड|विकास खण्ड|ब्लॉक|ब्लाक|तहसील)$/u,
    /\b(?:block|tehsil|taluk)|ब्लॉक|ब्लाक|विकास ?ख|तहसील/u,
  ],
  ['district', /^(?:district|dist|जिला|जनपद|detected district)$/u, /\bdistrict\b|जिला|जनपद/u],
  ['state', /^(?:state|राज्य|प्रदेश|detected state)$/u],
  ['address', /^(?:address|addr|add|पता|निवास|residence)$/u, /address|\bresiden|पता|निवास/u],
  [
    'name',
    /^(?:name|patient|नाम|name of patient|patient name|मरीज का नाम|रोगी का नाम|हितग्राही का नाम|व्यक्ति का नाम|full name)$/u,
    /\bname\b|नाम/u,
  ],
  ['notes', /^(?:notes?|remarks?|comments?|टीप|रिमार्क|टिप्पणी|विशेष|अन्य)$/u, /\b(?:note|remark|comment)|टीप|रिमार्क|टिप्पणी/u],
  ['ignore', /^(?:source|repeat|category|nationality|body type)$/u],
];
