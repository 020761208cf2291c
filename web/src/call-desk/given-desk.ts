import type { Questionnaire } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { CheckIn, PersonCard, PlacedCall, Turn } from './desk-port.ts';

/** For tests: a short questionnaire with one question of each kind. */
export const questionnaire: Questionnaire = {
  url: 'urn:test',
  version: '1',
  item: [
    {
      linkId: 'who-answered',
      type: 'choice',
      text: { hi: 'कौन?', en: 'Who?' },
      answerOption: [
        { code: 'self', display: { hi: 'ख़ुद', en: 'Self' } },
        { code: 'family', display: { hi: 'घर', en: 'Family' } },
      ],
    },
    { linkId: 'has-oximeter', type: 'boolean', required: true, text: { hi: 'मशीन?', en: 'Device?' } },
    {
      linkId: 'spo2',
      type: 'integer',
      unit: '%',
      range: { min: 40, max: 100, usualMin: 85, usualMax: 100 },
      text: { hi: 'ऑक्सीजन?', en: 'Oxygen?' },
      code: [{ system: 'http://loinc.org', code: '59408-5' }],
      enableWhen: [{ question: 'has-oximeter', operator: '=', answer: true }],
    },
    {
      linkId: 'pulse',
      type: 'integer',
      unit: '/min',
      range: { min: 25, max: 230, usualMin: 45, usualMax: 150 },
      text: { hi: 'नब्ज़?', en: 'Pulse?' },
      code: [{ system: 'http://loinc.org', code: '8867-4' }],
      enableWhen: [{ question: 'has-oximeter', operator: '=', answer: true }],
    },
    {
      linkId: 'temperature-f',
      type: 'decimal',
      unit: '°F',
      range: { min: 90, max: 110, usualMin: 95, usualMax: 105 },
      text: { hi: 'बुखार?', en: 'Temperature?' },
      code: [{ system: 'http://loinc.org', code: '8310-5' }],
    },
    {
      linkId: 'needs',
      type: 'choice',
      repeats: true,
      required: true,
      raisesNeeds: true,
      text: { hi: 'ज़रूरत?', en: 'Needs?' },
      answerOption: [
        { code: 'food', display: { hi: 'राशन', en: 'Food' } },
        { code: 'oximeter', display: { hi: 'मशीन', en: 'Oximeter' } },
      ],
    },
  ],
};

/** For tests: a household of these people, called by one telephone. */
export function givenTurn(...people: string[]): { turn: Turn; call: PlacedCall } {
  const items = people.map((personId) => ({
    itemId: `item-${personId}`,
    checkInId: `check-in-${personId}`,
    checkInDueOn: '2021-05-10',
    episodeId: `episode-${personId}`,
    personId,
    programmeId: 'covid',
    nextContactPointId: null,
    band: 3,
    attempts: 0,
  }));
  const checkIns = items.map(
    ({ checkInId, personId }) => ({ checkInId, personId, dueOn: '2021-05-10', questionnaire }) as CheckIn,
  );
  const turn: Turn = {
    kind: 'turn',
    reserved: false,
    householdId: 'household',
    fence: 7,
    claimUntil: new Date('2021-05-10T04:40:00Z'),
    items,
    cards: Object.fromEntries(people.map((personId) => [personId, { personId, needs: [] } as unknown as PersonCard])),
    checkIns: Object.fromEntries(checkIns.map((checkIn) => [checkIn.checkInId, checkIn])),
  };
  const attempts = items.map(({ personId, itemId, checkInId, checkInDueOn }) => ({
    attemptId: `attempt-${personId}`,
    ...{ personId, itemId, checkInId, checkInDueOn },
  }));
  return {
    turn,
    call: { phoneCallId: 'call', contactPointId: 'number', channel: 'handset', attempts, dial: { kind: 'accepted' } },
  };
}
