import type { PracticeCase, PracticePerson } from '../practice-case.ts';
import { covid, well } from './well.ts';

const person = (hi: string, en: string, house: number): PracticePerson => ({
  name: { hi, en },
  ageYears: 39,
  sex: 'male',
  area: { hi: 'गांधी चौक', en: 'Gandhi Square' },
  address: { hi: `मकान ${house}, गांधी चौक`, en: `House ${house}, Gandhi Square` },
  conditions: [],
  openedDaysAgo: 3,
  sampleDaysAgo: 3,
  onsetDaysAgo: 4,
  past: [{ daysAgo: 1, level: 'green', answers: well }],
});

/** Four telephones at which nobody can be asked today. */
export const whoPicksUp: PracticeCase = {
  id: 'who-picks-up',
  title: { hi: 'फ़ोन कौन उठाता है?', en: 'Who picks up?' },
  about: {
    hi: 'न उठा, बंद, ग़लत व्यक्ति, बाद में: हर बार सही नतीजा।',
    en: 'Not answered, switched off, the wrong person, call later: the right outcome each time.',
  },
  minutes: 4,
  ...covid,
  people: [
    person('दिनेश निषाद', 'Dinesh Nishad', 3),
    person('मोहन ठाकुर', 'Mohan Thakur', 15),
    person('सुरेश पटेल', 'Suresh Patel', 21),
    person('अजय कुर्रे', 'Ajay Kurre', 30),
  ],
  calls: [
    {
      person: 0,
      daysAgo: 0,
      rings: { answered: false, heard: { hi: '[घंटी बजती रही… किसी ने नहीं उठाया]', en: '[It rang and rang… nobody picked up]' } },
      replies: {},
      truth: {
        kind: 'outcome',
        disposition: 'no-answer',
        why: { hi: 'घंटी पूरी बजी, किसी ने नहीं उठाया।', en: 'It rang to the end and nobody picked up.' },
      },
    },
    {
      person: 1,
      daysAgo: 0,
      rings: {
        answered: false,
        heard: {
          hi: '“आप जिस नंबर पर संपर्क करना चाहते हैं, वह अभी स्विच ऑफ़ है।”',
          en: '“The number you have dialled is switched off at the moment.”',
        },
      },
      replies: {},
      truth: {
        kind: 'outcome',
        disposition: 'switched-off',
        why: {
          hi: 'कंपनी की आवाज़ ने “स्विच ऑफ़” कहा: यह “नहीं उठाया” नहीं है।',
          en: 'The announcement said switched off: that is not the same as not answered.',
        },
      },
    },
    {
      person: 2,
      daysAgo: 0,
      rings: {
        answered: true,
        heard: {
          hi: 'कौन सुरेश? यहाँ कोई सुरेश नहीं है, ये मेरी दुकान का नंबर है।',
          en: 'Suresh who? There is no Suresh here, this is my shop’s number.',
        },
      },
      replies: {
        'who-answered': { says: [{ hi: 'बताया न, मैं सुरेश को नहीं जानता।', en: 'I told you, I know no Suresh.' }] },
      },
      truth: {
        kind: 'outcome',
        disposition: 'wrong-person',
        why: {
          hi: 'व्यक्ति को जानते ही नहीं: कोई जानकारी न दें और “ग़लत व्यक्ति” लिखें।',
          en: 'They do not know the person: give no information and write “wrong person”.',
        },
      },
    },
    {
      person: 3,
      daysAgo: 0,
      rings: {
        answered: true,
        heard: {
          hi: 'अभी बस चला रहा हूँ। शाम सात बजे के बाद, आठ बजे तक फ़ोन कीजिए।',
          en: 'I am driving a bus. Call me after seven in the evening, before eight.',
        },
      },
      replies: {
        'who-answered': {
          says: [
            {
              hi: 'मैं ही हूँ, पर अभी बात नहीं हो सकती। सात से आठ के बीच।',
              en: 'It is me, but I cannot talk now. Between seven and eight.',
            },
          ],
        },
      },
      truth: {
        kind: 'outcome',
        disposition: 'callback',
        callback: { from: '19:00', to: '20:00' },
        why: {
          hi: 'जो समय उन्होंने बताया, वही वादा लिखें; फ़ोन के समय के भीतर।',
          en: 'Promise the time they named, inside the calling hours.',
        },
      },
    },
  ],
};
