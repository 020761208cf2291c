import type { PracticeCase } from '../practice-case.ts';
import { covid, well } from './well.ts';

/** The tour: somebody who answers plainly and lacks one thing. */
export const firstCall: PracticeCase = {
  id: 'first-call',
  title: { hi: 'पहली कॉल: हर कदम समझें', en: 'The first call, step by step' },
  about: {
    hi: 'पाँच मिनट में पूरी कॉल: कार्ड, फ़ोन, सवाल, ज़रूरत, सहेजना।',
    en: 'A whole call in five minutes: card, telephone, questions, a need, saving.',
  },
  minutes: 5,
  ...covid,
  people: [
    {
      name: { hi: 'सुशीला वर्मा', en: 'Sushila Verma' },
      ageYears: 42,
      sex: 'female',
      area: { hi: 'नदी किनारा', en: 'River Bank' },
      address: { hi: 'मकान 12, नदी किनारा', en: 'House 12, River Bank' },
      conditions: [],
      openedDaysAgo: 3,
      sampleDaysAgo: 4,
      onsetDaysAgo: 5,
      past: [
        { daysAgo: 2, level: 'green', answers: { ...well, spo2: { value: 96 }, 'temperature-f': { value: 99.1 } } },
        { daysAgo: 1, level: 'green', answers: well },
      ],
    },
  ],
  calls: [
    {
      person: 0,
      daysAgo: 0,
      rings: { answered: true, heard: { hi: 'हैलो? जी, सुशीला बोल रही हूँ।', en: 'Hello? Yes, Sushila speaking.' } },
      replies: {
        'who-answered': { says: [{ hi: 'जी, मैं ख़ुद बोल रही हूँ।', en: 'It is me, I am the patient.' }] },
        feeling: { says: [{ hi: 'कल से अच्छा लग रहा है।', en: 'Better than yesterday.' }] },
        spo2: { says: [{ hi: 'रुकिए, लगाती हूँ… 97 दिखा रहा है।', en: 'Wait, I put it on… it shows 97.' }] },
        'temperature-f': { says: [{ hi: '98.4 है।', en: '98.4.' }] },
        'medicine-taken': {
          says: [{ hi: 'कैसी किट? हमारे यहाँ तो कोई दवा नहीं आई।', en: 'What kit? No medicine has come to us.' }],
        },
        needs: { says: [{ hi: 'बस वो दवा की किट भिजवा दीजिए।', en: 'Just have that medicine kit sent, please.' }] },
      },
      truth: {
        kind: 'answers',
        answers: {
          ...well,
          feeling: { value: 'better' },
          'medicine-taken': { value: 'not-received' },
          needs: { value: ['medicine-kit'] },
        },
        level: 'green',
        rules: ['ME1'],
        needs: ['medicine-kit'],
        critical: ['breathless', 'spo2'],
      },
    },
  ],
  coach: {
    ready: {
      hi: 'बाईं तरफ़ व्यक्ति का कार्ड है: नाम, उम्र, बीमारी का दिन, पिछली बार का हाल। पढ़ लें, फिर “फ़ोन लगाएँ” दबाएँ (उसके बगल में लिखी कुंजी से भी)। अभ्यास में सच में कोई फ़ोन नहीं लगता।',
      en: 'At the left is the person’s card: name, age, day of illness, how they were last time. Read it, then press “Call” (or the key written beside it). In practice nobody is really rung.',
    },
    calling: {
      hi: 'घंटी जा रही है। जैसे ही वे बोलें, “फ़ोन उठाया” दबाएँ। न उठाएँ तो नीचे की सूची से कारण चुनते।',
      en: 'It rings. As soon as they speak, press “They answered”. Had they not, you would choose why from the list.',
    },
    summary: {
      hi: 'सब पूछ लिया। यहाँ एक बार देख लें; कोई जवाब ग़लत हो तो उस पर दबाकर बदलें। फिर “सहेजें, अगला” (Ctrl+Enter)।',
      en: 'Everything was asked. Look through it once; press an answer to change it. Then “Save, next” (Ctrl+Enter).',
    },
    questions: {
      'who-answered': {
        hi: 'बड़े अक्षरों का सवाल पढ़कर सुनाएँ। व्यक्ति का जवाब इस डिब्बे में दिखता है। जवाब के बगल की गिनती (1, 2, 3…) दबाएँ।',
        en: 'Read the large words aloud. What the person says stands in this box. Press the digit beside the answer (1, 2, 3…).',
      },
      feeling: {
        hi: 'हर सवाल ऐसे ही: सुनें, गिनती दबाएँ, अगला सवाल अपने आप आता है।',
        en: 'So with every question: listen, press the digit, the next one comes by itself.',
      },
      breathless: {
        hi: 'हाँ-नहीं के सवाल में 1 = हाँ, 2 = नहीं। पिछली बार का जवाब नीचे धुंधला लिखा है। पता न हो तो “पता नहीं” दबाएँ: यह भी एक जवाब है।',
        en: 'In a yes-or-no question 1 is yes, 2 is no. Last time’s answer stands below. If they do not know, press “Not known”: that is an answer too.',
      },
      spo2: {
        hi: 'संख्या टाइप करें और Enter दबाएँ। अजीब संख्या हो तो डेस्क ख़ुद पूछेगा।',
        en: 'Type the number and press Enter. The desk asks by itself when a number looks odd.',
      },
      'medicine-taken': {
        hi: 'किट नहीं मिली: यह चुनते ही दाईं तरफ़ नियम दिखेगा और ज़रूरत अपने आप दर्ज होगी।',
        en: 'The kit did not come: choose it, and the rule at the right shows that a need is raised.',
      },
      needs: {
        hi: 'जो माँगा, उसका अक्षर दबाएँ; कई चुन सकते हैं। फिर Enter।',
        en: 'Press the letter of what they ask for; several may be chosen. Then Enter.',
      },
    },
  },
};
