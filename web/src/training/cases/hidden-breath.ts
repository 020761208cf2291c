import type { PracticeCase } from '../practice-case.ts';
import { covid, well } from './well.ts';

/** Somebody who says that all is well, in short breaths. */
export const hiddenBreath: PracticeCase = {
  id: 'hidden-breath',
  title: { hi: 'सब ठीक है, बस…', en: 'All is well, only…' },
  about: {
    hi: 'आवाज़ सुनकर साँस की तकलीफ़ पकड़ना और लाल होने पर सही कदम।',
    en: 'Hearing breathlessness in the voice, and the right step when it turns red.',
  },
  minutes: 5,
  ...covid,
  people: [
    {
      name: { hi: 'इमरान अंसारी', en: 'Imran Ansari' },
      ageYears: 55,
      sex: 'male',
      area: { hi: 'कमल तालाब', en: 'Lotus Tank' },
      address: { hi: 'मकान 88, कमल तालाब', en: 'House 88, Lotus Tank' },
      conditions: [],
      openedDaysAgo: 6,
      sampleDaysAgo: 6,
      onsetDaysAgo: 8,
      past: [
        { daysAgo: 2, level: 'green', answers: { ...well, spo2: { value: 96 } } },
        { daysAgo: 1, level: 'green', answers: { ...well, spo2: { value: 95 } } },
      ],
    },
  ],
  calls: [
    {
      person: 0,
      daysAgo: 0,
      rings: { answered: true, heard: { hi: 'हैलो… जी… बोलिए…', en: 'Hello… yes… go on…' } },
      replies: {
        'who-answered': { says: [{ hi: 'जी, मैं… इमरान।', en: 'Yes, it is… Imran.' }] },
        feeling: {
          says: [
            { hi: 'ठीक ही है… बस थकान है।', en: 'All right… only tired.' },
            { hi: 'कल से… थोड़ा ज़्यादा ख़राब।', en: 'A little worse… than yesterday.' },
          ],
        },
        breathless: {
          says: [
            { hi: 'नहीं-नहीं… [रुककर साँस लेते हैं] …ऐसा कुछ नहीं।', en: 'No, no… [stops for breath] …nothing like that.' },
            {
              hi: 'सच कहूँ तो… बाथरूम तक जाने में… फूल जाती है। बात करते हुए भी।',
              en: 'To be honest… I am out of breath… going to the bathroom. Talking, too.',
            },
          ],
          why: {
            hi: 'एक साँस में पूरा वाक्य नहीं बोल पा रहे थे: “नहीं” सुनकर भी दोबारा पूछें, “एक से बीस तक गिनिए”।',
            en: 'They could not finish a sentence in one breath: ask again in spite of the “no”: “count to twenty for me”.',
          },
        },
        spo2: { says: [{ hi: '91… दिखा रहा है।', en: 'It shows… 91.' }] },
        pulse: { says: [{ hi: '108।', en: '108.' }] },
        'respiratory-rate': { says: [{ hi: 'बेटे ने गिना… 28।', en: 'My son counted… 28.' }] },
        'eating-drinking': { says: [{ hi: 'कम… खाया जाता है।', en: 'I eat… less.' }] },
        needs: { says: [{ hi: 'अब क्या करना चाहिए?', en: 'What should I do now?' }] },
      },
      again: { spo2: [91, 90] },
      decision: {
        from: 'red',
        asks: { hi: 'लाल संकेत है। अभी आप क्या करते हैं?', en: 'This is a red flag. What do you do now?' },
        options: [
          {
            code: 'doctor-now',
            says: {
              hi: 'लाइन पर बने रहें, डॉक्टर से अभी जोड़ें, एम्बुलेंस पूछें, सीधा बैठाएँ',
              en: 'Stay on the line, connect the doctor now, ask about an ambulance, let them sit upright',
            },
            right: true,
            why: { hi: 'प्रोटोकॉल का नियम D1 यही कहता है।', en: 'Rule D1 of the protocol says so.' },
          },
          {
            code: 'call-tomorrow',
            says: { hi: 'आराम करने को कहें, कल फिर फ़ोन करें', en: 'Tell them to rest and call again tomorrow' },
            right: false,
            why: {
              hi: 'बीमारी के दूसरे हफ़्ते में साँस फूलना कल तक नहीं रुकता।',
              en: 'Breathlessness in the second week does not wait until tomorrow.',
            },
          },
          {
            code: 'name-medicine',
            says: { hi: 'एक दवा का नाम बताएँ', en: 'Name a medicine' },
            right: false,
            why: { hi: 'दवा सिर्फ़ डॉक्टर बताते हैं।', en: 'Only a doctor names medicines.' },
          },
        ],
      },
      truth: {
        kind: 'answers',
        answers: {
          ...well,
          feeling: { value: 'worse' },
          breathless: { value: true },
          spo2: { value: 91 },
          pulse: { value: 108 },
          'respiratory-rate': { value: 28 },
          'eating-drinking': { value: 'less' },
        },
        readings: [
          { linkId: 'spo2', value: 91 },
          { linkId: 'spo2', value: 90 },
        ],
        level: 'red',
        rules: ['D1', 'S1', 'R1', 'S1b', 'S10', 'H2', 'W1', 'E2'],
        needs: [],
        critical: ['breathless', 'spo2', 'feeling', 'respiratory-rate'],
      },
    },
  ],
};
