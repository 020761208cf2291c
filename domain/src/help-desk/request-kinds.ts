import type { NeedKind } from '../protocol/protocol.ts';

/** Requests belong to no programme that is called; they are needs like all others. */
export const helpDesk = 'help-desk';

const whom: NonNullable<NeedKind['asks']>[number] = {
  code: 'whom',
  text: { hi: 'किसकी?', en: 'Whose?' },
  options: [
    { code: 'self', display: { hi: 'ख़ुद की', en: 'Their own' } },
    { code: 'family', display: { hi: 'घर के किसी की', en: 'Somebody in the family' } },
  ],
};

/** What a help desk for service families is asked for. The codes are those of the calls' own catalogue where the thing is the same. */
export const requestKinds: readonly NeedKind[] = [
  {
    code: 'vaccination',
    title: { hi: 'टीका', en: 'Vaccination' },
    withinHours: 72,
    owner: 'supervisor',
    asks: [
      {
        code: 'dose',
        text: { hi: 'कौन सी ख़ुराक?', en: 'Which dose?' },
        options: [
          { code: 'first', display: { hi: 'पहली', en: 'First' } },
          { code: 'second', display: { hi: 'दूसरी', en: 'Second' } },
          { code: 'booster', display: { hi: 'बूस्टर', en: 'Booster' } },
        ],
      },
    ],
  },
  { code: 'test', title: { hi: 'जाँच', en: 'Test' }, withinHours: 24, owner: 'supervisor', priority: 'soon', asks: [whom] },
  {
    code: 'test-result',
    title: { hi: 'जाँच की रिपोर्ट', en: 'Test result' },
    withinHours: 24,
    owner: 'supervisor',
    asks: [{ code: 'where', text: { hi: 'जाँच कब और कहाँ हुई?', en: 'When and where was the test?' } }],
  },
  {
    code: 'first-treatment',
    title: { hi: 'शुरुआती इलाज', en: 'First treatment' },
    withinHours: 4,
    owner: 'doctor',
    priority: 'urgent',
    asks: [{ code: 'about', text: { hi: 'क्या तकलीफ़ है?', en: 'What is wrong?' } }],
  },
  { code: 'bed', title: { hi: 'अस्पताल में बिस्तर', en: 'Hospital bed' }, withinHours: 2, owner: 'officer', priority: 'urgent' },
  { code: 'help-other', title: { hi: 'कुछ और', en: 'Something else' }, withinHours: 48, owner: 'supervisor' },
];
