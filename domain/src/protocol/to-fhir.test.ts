import { expect, test } from 'vitest';
import { tinyItems, tinyProtocol } from './tiny-protocol.ts';
import { toFhirQuestionnaire } from './to-fhir.ts';

const hindi = (content: string) => ({
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/translation',
      extension: [
        { url: 'lang', valueCode: 'hi' },
        { url: 'content', valueString: content },
      ],
    },
  ],
});

test('a measured question carries its limits, unit, code and switch', () => {
  const { item } = toFhirQuestionnaire(tinyProtocol()) as unknown as { item: readonly { linkId: string }[] };
  expect(item.find(({ linkId }) => linkId === 'oxygen')).toEqual({
    linkId: 'oxygen',
    type: 'integer',
    text: 'Oxygen?',
    _text: hindi('ऑक्सीजन?'),
    code: [{ system: 'http://loinc.org', code: '59408-5' }],
    required: true,
    enableWhen: [{ question: 'has-device', operator: '=', answerBoolean: true }],
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: 40 },
      { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 100 },
      {
        url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
        valueCoding: { system: 'http://unitsofmeasure.org', code: '%', display: '%' },
      },
    ],
  });
});

test('Fahrenheit goes out by its UCUM code, and options as codings in both languages', () => {
  const text = JSON.stringify(toFhirQuestionnaire(tinyProtocol()));
  expect(text).toContain('"code":"[degF]"');
  expect(text).toContain(
    JSON.stringify({ valueCoding: { system: 'urn:tiny', code: 'food', display: 'Food', _display: hindi('राशन') } }),
  );
});

test('a draft is a draft, and a tip is a help item under its question', () => {
  const { approval: _, ...draft } = tinyProtocol();
  const tipped = { linkId: 'pain', type: 'boolean', text: { hi: 'दर्द?', en: 'Pain?' }, tip: { hi: 'रुकें', en: 'Wait' } } as const;
  const questionnaire = { url: 'urn:tiny', version: 'v1', item: [tipped] };
  expect(toFhirQuestionnaire({ ...draft, questionnaire })).toMatchObject({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: [{ linkId: 'pain', item: [{ linkId: 'pain-tip', type: 'display', text: 'Wait', _text: hindi('रुकें') }] }],
  });
});

test('every condition has an answer of the type of the question it depends on', () => {
  const conditions = [
    { question: 'oxygen', operator: '<=', answer: 94 },
    { question: 'temperature', operator: '>', answer: 100 },
    { question: 'needs', operator: '=', answer: 'food' },
  ] as const;
  const last = {
    linkId: 'last',
    type: 'boolean',
    text: { hi: 'अंत?', en: 'Last?' },
    enableBehavior: 'any',
    enableWhen: conditions,
  } as const;
  const protocol = tinyProtocol({ questionnaire: { url: 'urn:tiny', version: 'v1', item: [...tinyItems, last] } });
  const { item } = toFhirQuestionnaire(protocol) as unknown as { item: readonly { enableWhen?: unknown }[] };
  expect(item.at(-1)?.enableWhen).toEqual([
    { question: 'oxygen', operator: '<=', answerInteger: 94 },
    { question: 'temperature', operator: '>', answerDecimal: 100 },
    { question: 'needs', operator: '=', answerCoding: { system: 'urn:tiny', code: 'food' } },
  ]);
});
