/** Pools that invented names are drawn from, in Latin and Devanagari. Any full name is chance; none is taken from a list of people. */
import type { Text } from '@kshem/domain/text.ts';
import type { Random } from '../server/src/telephony/simulated/random.ts';

export type Sex = 'female' | 'male' | 'other';

export function drawGivenName(sex: Sex, random: Random): Text {
  return textOf(random.pick(sex === 'female' ? women : sex === 'male' ? men : [...women, ...men]));
}

/** One for a whole household. */
export function drawFamilyName(random: Random): Text {
  return textOf(random.pick(families));
}

type Pair = readonly [en: string, hi: string];

function textOf([en, hi]: Pair): Text {
  return { en, hi };
}

const women: readonly Pair[] = [
  ['Aarti', 'आरती'],
  ['Asha', 'आशा'],
  ['Bhagwati', 'भगवती'],
  ['Champa', 'चंपा'],
  ['Durga', 'दुर्गा'],
  ['Fatima', 'फ़ातिमा'],
  ['Geeta', 'गीता'],
  ['Hemlata', 'हेमलता'],
  ['Indu', 'इंदु'],
  ['Jamuna', 'जमुना'],
  ['Kamla', 'कमला'],
  ['Kiran', 'किरण'],
  ['Kusum', 'कुसुम'],
  ['Lakshmi', 'लक्ष्मी'],
  ['Lata', 'लता'],
  ['Madhuri', 'माधुरी'],
  ['Malti', 'मालती'],
  ['Nirmala', 'निर्मला'],
  ['Phoolbai', 'फूलबाई'],
  ['Pooja', 'पूजा'],
  ['Pushpa', 'पुष्पा'],
  ['Radha', 'राधा'],
  ['Rukmani', 'रुक्मणी'],
  ['Sakina', 'सकीना'],
  ['Savitri', 'सावित्री'],
  ['Shanti', 'शांति'],
  ['Sushila', 'सुशीला'],
  ['Triveni', 'त्रिवेणी'],
  ['Uma', 'उमा'],
  ['Yashoda', 'यशोदा'],
];

const men: readonly Pair[] = [
  ['Ajay', 'अजय'],
  ['Anil', 'अनिल'],
  ['Ashok', 'अशोक'],
  ['Babulal', 'बाबूलाल'],
  ['Bhuvan', 'भुवन'],
  ['Chetan', 'चेतन'],
  ['Dinesh', 'दिनेश'],
  ['Durgesh', 'दुर्गेश'],
  ['Firoz', 'फ़िरोज़'],
  ['Ganesh', 'गणेश'],
  ['Hariram', 'हरिराम'],
  ['Iqbal', 'इक़बाल'],
  ['Jagdish', 'जगदीश'],
  ['Kailash', 'कैलाश'],
  ['Khemraj', 'खेमराज'],
  ['Laxman', 'लक्ष्मण'],
  ['Mahesh', 'महेश'],
  ['Manoj', 'मनोज'],
  ['Mukesh', 'मुकेश'],
  ['Narayan', 'नारायण'],
  ['Omprakash', 'ओमप्रकाश'],
  ['Pappu', 'पप्पू'],
  ['Rajesh', 'राजेश'],
  ['Ramesh', 'रमेश'],
  ['Salim', 'सलीम'],
  ['Santosh', 'संतोष'],
  ['Shivcharan', 'शिवचरण'],
  ['Suresh', 'सुरेश'],
  ['Tikaram', 'टीकाराम'],
  ['Vinod', 'विनोद'],
];

const families: readonly Pair[] = [
  ['Ahirwar', 'अहिरवार'],
  ['Ansari', 'अंसारी'],
  ['Baghel', 'बघेल'],
  ['Bhoi', 'भोई'],
  ['Chandrakar', 'चंद्राकर'],
  ['Dewangan', 'देवांगन'],
  ['Dhruw', 'ध्रुव'],
  ['Gond', 'गोंड'],
  ['Jangde', 'जांगड़े'],
  ['Kashyap', 'कश्यप'],
  ['Khan', 'ख़ान'],
  ['Kosaria', 'कोसरिया'],
  ['Kumhar', 'कुम्हार'],
  ['Lodhi', 'लोधी'],
  ['Manikpuri', 'मानिकपुरी'],
  ['Markam', 'मरकाम'],
  ['Nishad', 'निषाद'],
  ['Patel', 'पटेल'],
  ['Pathak', 'पाठक'],
  ['Ratre', 'रात्रे'],
  ['Sahu', 'साहू'],
  ['Sonwani', 'सोनवानी'],
  ['Thakur', 'ठाकुर'],
  ['Tiwari', 'तिवारी'],
  ['Verma', 'वर्मा'],
  ['Yadav', 'यादव'],
];
