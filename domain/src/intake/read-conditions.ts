import type { conditions } from '../triage/conditions.ts';

export type ConditionCode = keyof typeof conditions;

/** Codes of the lasting illnesses a list names, in the order of the table; what is not known by these words stays in the text only. */
export function readConditions(text: string | null): readonly ConditionCode[] {
  if (text === null) return [];
  const lower = text.toLowerCase();
  return CONDITIONS.filter(([, words]) => words.test(lower)).map(([code]) => code);
}

// As offices write them: abbreviations, English, Hindi.
const CONDITIONS: readonly (readonly [ConditionCode, RegExp])[] = [
  ['hypertension', /\b(?:hypertension|hypertensive|htn|high bp|bp|blood pressure)\b|उच्च रक्तचाप|रक्तचाप|बीपी|बी ?पी/u],
  ['diabetes', /\b(?:diabet\w*|dm|t2dm|sugar)\b|मधुमेह|शुगर|डायबिट/u],
  ['heart-disease', /\b(?:heart|cardiac|cad|ihd|angina|coronary)\b|हृदय|दिल की|हार्ट/u],
  ['chronic-lung-disease', /\b(?:copd|asthma|lung|tb|tuberculosis|bronchitis)\b|दमा|अस्थमा|फेफड़|टीबी/u],
  ['chronic-liver-disease', /\b(?:liver|cirrhosis|hepatitis)\b|लिवर|यकृत/u],
  ['chronic-kidney-disease', /\b(?:kidney|ckd|renal|dialysis)\b|गुर्द|किडनी|डायलिसिस/u],
  ['cerebrovascular-disease', /\b(?:stroke|cva|cerebro\w*|paralysis)\b|लकवा|पक्षाघात/u],
  ['obesity', /\b(?:obes\w*)\b|मोटापा/u],
  ['hiv', /\bhiv\b|एचआईवी|एच आई वी/u],
  ['transplant', /\btransplant\w*\b|प्रत्यारोप/u],
  ['cancer-therapy', /\b(?:cancer|chemo\w*|malignan\w*)\b|कैंसर|कीमो/u],
  ['immune-compromised', /\bimmun\w*\b|प्रतिरक्षा/u],
  ['mental-illness', /\b(?:mental|psychiatric)\b|मानसिक/u],
  ['dementia', /\b(?:dementia|alzheimer\w*)\b|भूलने/u],
];
