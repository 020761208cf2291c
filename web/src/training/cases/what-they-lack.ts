import type { PracticeCase } from '../practice-case.ts';
import { covid, well } from './well.ts';

/** Somebody who is not very ill and lacks nearly everything, told in passing. */
export const whatTheyLack: PracticeCase = {
  id: 'what-they-lack',
  title: { hi: 'बीमारी से बड़ी ज़रूरतें', en: 'Needs greater than the illness' },
  about: { hi: 'बातों-बातों में कही ज़रूरतें सुनना और दर्ज करना।', en: 'Hearing what is lacking, said in passing, and writing it down.' },
  minutes: 6,
  ...covid,
  people: [
    {
      name: { hi: 'कलावती बाई', en: 'Kalawati Bai' },
      ageYears: 47,
      sex: 'female',
      area: { hi: 'पत्थरखदान', en: 'Patharkhadan' },
      address: { hi: 'मकान 61, पत्थरखदान', en: 'House 61, Patharkhadan' },
      conditions: [],
      openedDaysAgo: 4,
      sampleDaysAgo: 5,
      onsetDaysAgo: 6,
      past: [{ daysAgo: 1, level: 'green', answers: { ...well, 'has-oximeter': { value: true } } }],
    },
  ],
  calls: [
    {
      person: 0,
      daysAgo: 0,
      rings: { answered: true, heard: { hi: 'हैलो, कलावती।', en: 'Hello, Kalawati.' } },
      replies: {
        'has-oximeter': {
          says: [{ hi: 'थी, पड़ोसन वापस ले गई। अब नहीं है।', en: 'There was one; the neighbour took it back. Not any more.' }],
        },
        'eating-drinking': {
          says: [
            { hi: 'जो है सो खा लेते हैं…', en: 'We eat what there is…' },
            {
              hi: 'सच बताऊँ? दो दिन से राशन ख़त्म है। बच्चों को खिला देती हूँ, मेरा कम ही होता है।',
              en: 'The truth? The rations ran out two days ago. I feed the children; little is left for me.',
            },
          ],
          why: { hi: '“जो है सो” पर रुककर पूछें: घर में राशन है?', en: 'Stop at “what there is” and ask: is there food in the house?' },
        },
        'own-room': { says: [{ hi: 'एक ही कमरा है, सब उसी में।', en: 'There is one room, we are all in it.' }] },
        caregiver: {
          says: [
            {
              hi: 'मेरे सिवा कोई बड़ा नहीं है। बच्चों को भी मैं ही देखती हूँ।',
              en: 'There is no grown-up but me. I look after the children too.',
            },
          ],
        },
        'medicine-taken': { says: [{ hi: 'किट वाली दवा तो ले रही हूँ समय पर।', en: 'I take the medicine of the kit on time.' }] },
        needs: {
          says: [
            { hi: 'नहीं-नहीं, आप लोग बहुत करते हैं…', en: 'No, no, you do so much…' },
            {
              hi: 'राशन मिल जाता तो… और बच्चों को कोई देख लेता।',
              en: 'If there were some rations… and somebody to see to the children.',
            },
          ],
          why: {
            hi: 'शिष्टता में लोग मना करते हैं: जो पहले बताया, उसे याद दिलाकर पूछें।',
            en: 'People decline out of politeness: remind them of what they told you.',
          },
        },
      },
      truth: {
        kind: 'answers',
        answers: {
          ...Object.fromEntries(Object.entries(well).filter(([linkId]) => linkId !== 'spo2' && linkId !== 'pulse')),
          'has-oximeter': { value: false },
          'eating-drinking': { value: 'less' },
          'own-room': { value: false },
          caregiver: { value: false },
          needs: { value: ['food', 'animal-child-care'] },
        },
        level: 'green',
        rules: ['X1', 'HM1', 'HM2', 'E2'],
        needs: ['food', 'animal-child-care'],
        critical: ['eating-drinking', 'has-oximeter'],
      },
    },
  ],
};
