import { allItems } from '../questionnaire/enabled-items.ts';
import type { EnableWhen, Item, Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Text } from '../text.ts';
import type { Protocol } from './protocol.ts';

/** Plain JSON of a FHIR R4 resource. */
export type FhirQuestionnaire = { readonly resourceType: 'Questionnaire' } & Readonly<Record<string, unknown>>;

/**
 * The questionnaire as a FHIR R4 Questionnaire: English texts with Hindi beside them by the translation extension, tips as help
 * items, limits and units by the standard extensions. Options are coded in a system named after the questionnaire.
 */
export function toFhirQuestionnaire({ questionnaire, title, approval, effectiveFrom }: Protocol): FhirQuestionnaire {
  return {
    resourceType: 'Questionnaire',
    url: questionnaire.url,
    version: questionnaire.version,
    status: approval ? 'active' : 'draft',
    language: 'en',
    ...translated('title', title),
    subjectType: ['Patient'],
    ...(approval && { approvalDate: approval.on }),
    effectivePeriod: { start: effectiveFrom },
    item: questionnaire.item.map((item) => itemToFhir(item, questionnaire)),
  };
}

function itemToFhir(item: Item, questionnaire: Questionnaire): Readonly<Record<string, unknown>> {
  const members = [
    ...(item.tip ? [tipItem(item.linkId, item.tip)] : []),
    ...(item.item ?? []).map((one) => itemToFhir(one, questionnaire)),
  ];
  const extension = extensionsOf(item);
  return {
    ...(extension.length > 0 && { extension }),
    linkId: item.linkId,
    ...(item.code && { code: item.code }),
    ...translated('text', item.text),
    type: item.type,
    ...(item.enableWhen && { enableWhen: item.enableWhen.map((condition) => conditionToFhir(condition, questionnaire)) }),
    ...(item.enableBehavior && { enableBehavior: item.enableBehavior }),
    ...(item.required !== undefined && { required: item.required }),
    ...(item.repeats !== undefined && { repeats: item.repeats }),
    ...(item.answerOption && {
      answerOption: item.answerOption.map(({ code, display }) => ({
        valueCoding: { system: questionnaire.url, code, ...translated('display', display) },
      })),
    }),
    ...(members.length > 0 && { item: members }),
  };
}

/** `{ text: 'English', _text: { extension: [Hindi] } }` */
function translated(field: string, { en, hi }: Text): Readonly<Record<string, unknown>> {
  const hindi = {
    url: 'http://hl7.org/fhir/StructureDefinition/translation',
    extension: [
      { url: 'lang', valueCode: 'hi' },
      { url: 'content', valueString: hi },
    ],
  };
  return { [field]: en, [`_${field}`]: { extension: [hindi] } };
}

function tipItem(linkId: string, tip: Text): Readonly<Record<string, unknown>> {
  const control = { system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'help' };
  return {
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl', valueCodeableConcept: { coding: [control] } },
    ],
    linkId: `${linkId}-tip`,
    ...translated('text', tip),
    type: 'display',
  };
}

function extensionsOf({ unit, range, type }: Item): readonly Readonly<Record<string, unknown>>[] {
  const value = type === 'integer' ? 'valueInteger' : 'valueDecimal';
  return [
    ...(range ? [{ url: 'http://hl7.org/fhir/StructureDefinition/minValue', [value]: range.min }] : []),
    ...(range ? [{ url: 'http://hl7.org/fhir/StructureDefinition/maxValue', [value]: range.max }] : []),
    ...(unit ? [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit', valueCoding: ucum(unit) }] : []),
  ];
}

function ucum(unit: string): Readonly<Record<string, string>> {
  return { system: 'http://unitsofmeasure.org', code: unit === '°F' ? '[degF]' : unit, display: unit };
}

function conditionToFhir(
  { question, operator, answer }: EnableWhen,
  questionnaire: Questionnaire,
): Readonly<Record<string, unknown>> {
  return {
    question,
    operator,
    ...answerToFhir(
      answer,
      allItems(questionnaire).find(({ linkId }) => linkId === question),
      questionnaire.url,
    ),
  };
}

function answerToFhir(
  answer: EnableWhen['answer'],
  question: Item | undefined,
  system: string,
): Readonly<Record<string, unknown>> {
  if (typeof answer === 'boolean') return { answerBoolean: answer };
  if (typeof answer === 'number') return question?.type === 'integer' ? { answerInteger: answer } : { answerDecimal: answer };
  if (question?.type === 'choice' || question?.type === 'open-choice') return { answerCoding: { system, code: answer } };
  return question?.type === 'date' ? { answerDate: answer } : { answerString: answer };
}
