import type { PracticeCase } from '../practice-case.ts';
import { covid, well } from './well.ts';

/** One illness over three days: green, amber, red. */
export const threeDays: PracticeCase = {
  id: 'three-days',
  title: { hi: 'तीन दिन, बिगड़ती तबीयत', en: 'Three days, getting worse' },
  about: {
    hi: 'पिछले जवाब से तुलना, दोबारा नापना, और हर दिन सही स्तर।',
    en: 'Comparing with last time, measuring again on the line, and the right level each day.',
  },
  minutes: 12,
  ...covid,
  people: [
    {
      name: { hi: 'फूलमती साहू', en: 'Phulmati Sahu' },
      ageYears: 58,
      sex: 'female',
      area: { hi: 'कुसुमखेड़ी', en: 'Kusumkhedi' },
      address: { hi: 'मकान 7, कुसुमखेड़ी', en: 'House 7, Kusumkhedi' },
      conditions: [],
      openedDaysAgo: 6,
      sampleDaysAgo: 7,
      onsetDaysAgo: 9,
      past: [{ daysAgo: 3, level: 'green', answers: { ...well, spo2: { value: 98 } } }],
    },
  ],
  calls: [
    {
      person: 0,
      daysAgo: 2,
      rings: { answered: true, heard: { hi: 'हैलो, फूलमती।', en: 'Hello, Phulmati here.' } },
      replies: {
        feeling: { says: [{ hi: 'कल जैसी ही है बेटा।', en: 'The same as yesterday.' }] },
        spo2: { says: [{ hi: '97 है।', en: '97.' }] },
      },
      truth: { kind: 'answers', answers: well, level: 'green', rules: [], needs: [], critical: ['spo2'] },
    },
    {
      person: 0,
      daysAgo: 1,
      rings: { answered: true, heard: { hi: 'हैलो… हाँ बेटा।', en: 'Hello… yes.' } },
      replies: {
        feeling: { says: [{ hi: 'आज कल से ज़्यादा ख़राब लग रही है।', en: 'I feel worse than yesterday.' }] },
        'less-able': {
          says: [
            { hi: 'उमर हो गई है, काम तो कम ही होता है…', en: 'At my age one does little…' },
            {
              hi: 'कल आँगन झाड़ लिया था, आज दो क़दम में बैठना पड़ा।',
              en: 'Yesterday I swept the yard, today I had to sit down after two steps.',
            },
          ],
          why: { hi: '“कल क्या कर पाई थीं?” से तुलना निकलती है।', en: '“What could you do yesterday?” brings out the comparison.' },
        },
        spo2: { says: [{ hi: '94 दिखा रहा है।', en: 'It shows 94.' }] },
        pulse: { says: [{ hi: '96।', en: '96.' }] },
        'respiratory-rate': { says: [{ hi: 'बहू ने गिना, 22।', en: 'My daughter-in-law counted 22.' }] },
        'eating-drinking': { says: [{ hi: 'मन नहीं करता, कम खाया।', en: 'No appetite, I ate less.' }] },
      },
      again: { spo2: [94, 94] },
      truth: {
        kind: 'answers',
        answers: {
          ...well,
          feeling: { value: 'worse' },
          'less-able': { value: true },
          spo2: { value: 94 },
          pulse: { value: 96 },
          'respiratory-rate': { value: 22 },
          'eating-drinking': { value: 'less' },
        },
        level: 'amber',
        rules: ['D3', 'S10', 'H2', 'W1', 'E2'],
        needs: [],
        critical: ['feeling', 'less-able', 'spo2'],
      },
    },
    {
      person: 0,
      daysAgo: 0,
      rings: {
        answered: true,
        heard: { hi: 'हैलो, मैं बहू बोल रही हूँ। माँजी से बोला नहीं जा रहा।', en: 'Hello, the daughter-in-law. Mother cannot talk much.' },
      },
      replies: {
        'who-answered': { says: [{ hi: 'मैं उनकी देखभाल कर रही हूँ।', en: 'I am looking after her.' }] },
        feeling: { says: [{ hi: 'कल से भी ख़राब।', en: 'Worse than yesterday.' }] },
        breathless: { says: [{ hi: 'बैठे-बैठे साँस फूल रही है।', en: 'She is out of breath sitting down.' }] },
        confusion: {
          says: [
            { hi: 'सोती रहती हैं।', en: 'She keeps sleeping.' },
            { hi: 'जगाने पर जाग जाती हैं, पहचानती भी हैं।', en: 'She wakes when I wake her, and knows me.' },
          ],
        },
        spo2: { says: [{ hi: '91।', en: '91.' }] },
        pulse: { says: [{ hi: '112।', en: '112.' }] },
        'respiratory-rate': { says: [{ hi: '27 बार।', en: '27.' }] },
        'eating-drinking': { says: [{ hi: 'थोड़ा-सा पानी पीती हैं, खाना लगभग बंद।', en: 'A little water; she hardly eats.' }] },
        urine: { says: [{ hi: 'कम आ रहा है।', en: 'Less.' }] },
        needs: { says: [{ hi: 'कोई गाड़ी भेज दीजिए, अस्पताल ले जाना है!', en: 'Please send a vehicle, she must go to hospital!' }] },
      },
      again: { spo2: [91, 90] },
      decision: {
        from: 'red',
        asks: { hi: 'लाल संकेत है। अभी आप क्या करते हैं?', en: 'This is a red flag. What do you do now?' },
        options: [
          {
            code: 'hang-up-report',
            says: { hi: 'फ़ोन काटकर सुपरवाइज़र को बताएँ', en: 'Hang up and tell the supervisor' },
            right: false,
            why: { hi: 'फ़ोन कटा तो डॉक्टर बात नहीं कर पाएँगे।', en: 'With the line gone the doctor cannot speak to them.' },
          },
          {
            code: 'doctor-now',
            says: {
              hi: 'लाइन पर बने रहें, डॉक्टर से अभी जोड़ें, एम्बुलेंस का इंतज़ाम, सीधा बैठाएँ',
              en: 'Stay on the line, connect the doctor now, arrange the ambulance, let her sit upright',
            },
            right: true,
            why: { hi: 'प्रोटोकॉल का नियम D1 यही कहता है।', en: 'Rule D1 of the protocol says so.' },
          },
          {
            code: 'measure-later',
            says: { hi: 'एक घंटे बाद फिर नापने को कहें', en: 'Ask them to measure again in an hour' },
            right: false,
            why: { hi: 'साँस फूल रही है: नापने का इंतज़ार नहीं।', en: 'She is breathless: there is nothing to wait for.' },
          },
        ],
      },
      truth: {
        kind: 'answers',
        answers: {
          ...well,
          'who-answered': { value: 'caregiver' },
          feeling: { value: 'worse' },
          breathless: { value: true },
          spo2: { value: 91 },
          pulse: { value: 112 },
          'respiratory-rate': { value: 27 },
          'eating-drinking': { value: 'hardly-any' },
          urine: { value: 'less' },
          needs: { value: ['ambulance'] },
        },
        readings: [
          { linkId: 'spo2', value: 91 },
          { linkId: 'spo2', value: 90 },
        ],
        level: 'red',
        rules: ['D1', 'S1', 'R1', 'S1b', 'S10', 'E1', 'E2', 'H2', 'P1', 'Q1', 'W1'],
        needs: ['ambulance'],
        critical: ['breathless', 'spo2', 'confusion', 'respiratory-rate'],
      },
    },
  ],
};
