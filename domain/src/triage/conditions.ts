import type { Text } from '../text.ts';

/** Codes of lasting conditions that rules may look for in `conditions`. A protocol that names another one is misspelt. */
export const conditions = {
  hypertension: { hi: 'उच्च रक्तचाप', en: 'High blood pressure' },
  diabetes: { hi: 'मधुमेह (शुगर)', en: 'Diabetes' },
  'heart-disease': { hi: 'दिल की बीमारी', en: 'Heart disease' },
  'chronic-lung-disease': { hi: 'फेफड़ों की पुरानी बीमारी', en: 'Chronic lung disease' },
  'chronic-liver-disease': { hi: 'लिवर की पुरानी बीमारी', en: 'Chronic liver disease' },
  'chronic-kidney-disease': { hi: 'गुर्दे की पुरानी बीमारी', en: 'Chronic kidney disease' },
  'cerebrovascular-disease': { hi: 'लकवा या दिमाग़ की नसों की बीमारी', en: 'Stroke or other cerebrovascular disease' },
  obesity: { hi: 'मोटापा', en: 'Obesity' },
  hiv: { hi: 'एचआईवी', en: 'HIV' },
  transplant: { hi: 'अंग प्रत्यारोपण', en: 'Organ transplant' },
  'cancer-therapy': { hi: 'कैंसर का इलाज', en: 'Cancer therapy' },
  'immune-compromised': { hi: 'रोग से लड़ने की कम ताक़त', en: 'Immune-compromised' },
  'mental-illness': { hi: 'मानसिक बीमारी', en: 'Mental illness' },
  dementia: { hi: 'भूलने की बीमारी', en: 'Dementia' },
  'limited-mobility': { hi: 'चलने-फिरने में असमर्थ', en: 'Limited mobility' },
} as const satisfies Readonly<Record<string, Text>>;
