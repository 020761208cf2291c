import type { PracticeCase } from '../practice-case.ts';
import { covid, well } from './well.ts';

/** Somebody who dodges, reads the wrong number and has a Celsius thermometer. */
export const vagueAnswers: PracticeCase = {
  id: 'vague-answers',
  title: { hi: 'गोल-मोल जवाब', en: 'Vague answers' },
  about: {
    hi: 'दोबारा पूछना, ऑक्सीजन-नब्ज़ की अदला-बदली पकड़ना, सेल्सियस पहचानना।',
    en: 'Asking again; oxygen and pulse read the wrong way round; Celsius for Fahrenheit.',
  },
  minutes: 6,
  ...covid,
  people: [
    {
      name: { hi: 'रामलाल यादव', en: 'Ramlal Yadav' },
      ageYears: 51,
      sex: 'male',
      area: { hi: 'स्टेशन रोड', en: 'Station Road' },
      address: { hi: 'मकान 40, स्टेशन रोड', en: 'House 40, Station Road' },
      conditions: [],
      openedDaysAgo: 2,
      sampleDaysAgo: 3,
      onsetDaysAgo: 3,
      past: [{ daysAgo: 1, level: 'green', answers: well }],
    },
  ],
  calls: [
    {
      person: 0,
      daysAgo: 0,
      rings: { answered: true, heard: { hi: 'हाँ, कौन?', en: 'Yes, who is it?' } },
      replies: {
        'who-answered': { says: [{ hi: 'मैं ही हूँ, और कौन होगा।', en: 'It is me, who else.' }] },
        feeling: {
          says: [
            { hi: 'बस, चल रहा है…', en: 'Oh, it goes on…' },
            { hi: 'कल जैसा ही है, न अच्छा न ख़राब।', en: 'Like yesterday, neither better nor worse.' },
          ],
          why: {
            hi: '“चल रहा है” कोई जवाब नहीं: तीनों विकल्प पढ़कर पूछें।',
            en: '“It goes on” is no answer: read out the three choices.',
          },
        },
        spo2: {
          says: [
            { hi: 'ऊपर 72 लिखा है।', en: 'The upper one says 72.' },
            {
              hi: '% वाला? अच्छा, वो 98 है। 72 दिल के निशान के पास है।',
              en: 'The one with the %? That is 98. The 72 is beside the heart.',
            },
          ],
          why: {
            hi: '72 नब्ज़ का नंबर था। बात ठीक से कर रहे व्यक्ति की ऑक्सीजन 72 हो तो नंबर दोबारा पूछें।',
            en: '72 was the pulse. When somebody who talks normally says 72, ask for the number again.',
          },
        },
        pulse: {
          says: [
            { hi: 'दूसरा वाला 98 है।', en: 'The other one is 98.' },
            { hi: 'दिल के निशान के पास 72 है।', en: 'Beside the heart it is 72.' },
          ],
        },
        'fever-today': { says: [{ hi: 'हाँ, रात को था।', en: 'Yes, in the night.' }] },
        'fever-days': {
          says: [
            { hi: 'पता नहीं, कई दिन से…', en: 'I don’t know, some days…' },
            { hi: 'कल और आज: दो दिन।', en: 'Yesterday and today: two days.' },
          ],
          why: {
            hi: '“कल भी था? परसों भी?” से गिनती निकलती है।',
            en: '“Yesterday too? And the day before?” brings out the number.',
          },
        },
        'temperature-f': {
          says: [
            { hi: '37.5 आया।', en: 'It shows 37.5.' },
            { hi: 'हाँ, C लिखा है। तो फ़ारेनहाइट में 99.5।', en: 'Yes, it says C. So 99.5 in Fahrenheit.' },
          ],
          why: { hi: '37.5 सेल्सियस है; फ़ारेनहाइट में 99.5।', en: '37.5 is Celsius: 99.5 Fahrenheit.' },
        },
        'respiratory-rate': { says: [{ hi: 'गिना… एक मिनट में 18 बार।', en: 'Counted… 18 in a minute.' }] },
        urine: { says: [{ hi: 'ठीक है, ये सब क्यों पूछते हो…', en: 'It is fine. Why do you ask all this…' }] },
      },
      truth: {
        kind: 'answers',
        answers: {
          ...well,
          spo2: { value: 98 },
          pulse: { value: 72 },
          'fever-today': { value: true },
          'fever-days': { value: 2 },
          'temperature-f': { value: 99.5 },
          'respiratory-rate': { value: 18 },
        },
        level: 'green',
        rules: [],
        needs: [],
        critical: ['spo2', 'pulse', 'temperature-f', 'fever-days'],
      },
    },
  ],
};
