import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey } from './name-key.ts';

const key = (name: string) => nameKey(name).key;

describe('one name, however it is written, has one key', () => {
  test.each([
    ['दुर्गेश', 'Durgesh', 'DURGESH'],
    ['लक्ष्मी', 'Lakshmi', 'Laxmi', 'Lakshmee'],
    ['ज्ञानेश्वरी', 'Gyaneshwari', 'Dnyaneshwari', 'Jnaneshwari'],
    ['रमेश कुमार साहू', 'Ramesh Kumar Sahu', 'RAMESH KUMAR SAHOO'],
    ['कमला', 'Kamala', 'Kamla'],
    ['वर्मा', 'Varma', 'Verma'],
    ['सिंह', 'Singh', 'Sinh'],
    ['गौरव', 'Gaurav', 'Gourav'],
    ['जायसवाल', 'Jaiswal', 'Jayswal', 'Jayaswal'],
    ['मोहम्मद', 'Mohammad', 'Mohd.', 'Md', 'Muhammed'],
    ['प्रज्ञा', 'Pragya', 'Pradnya'],
    ['हंसराज', 'Hansraj'],
    ['ओमप्रकाश', 'Omprakash'],
    ['नरेंद्र', 'Narendra', 'Narendr'],
    ['चोपड़ा', 'Chopra'],
    ['चंपा', 'Champa'],
    ['ईश्वर', 'Ishwar', 'Eshwar'],
    ['सरस्वती', 'Saraswati', 'Sarswati', 'Sarasvati'],
    ['तुलसीराम', 'Tulsiram', 'Tulasiram'],
    ['वीरेंद्र', 'बीरेंद्र', 'Virendra', 'Birendra'],
    ['रमेश', 'রমেশ', 'રમેશ', 'ਰਮੇਸ਼', 'ରମେଶ', 'రమేష్', 'ರಮೇಶ್', 'രമേഷ്', 'Ramesh'],
  ])('%s', (...spellings) => {
    expect(new Set(spellings.map(key)).size).toBe(1);
    expect(key(spellings[0] ?? '')).not.toBe('');
  });

  test('composed and decomposed letters are one', () => {
    expect(key('चोपड\u093cा')).toBe(key('चोप\u095cा'));
  });
});

test.each([
  ['Gita', 'Rita'],
  ['Kiran', 'Karan'],
  ['Ramesh', 'Rajesh'],
  ['Anil', 'Sunil'],
  ['Seema', 'Soma'],
  ['Reena', 'Rani'],
  ['Ram', 'Rama'],
  ['Kamal', 'Kamla'],
  ['Sunita', 'B/O Sunita'],
])('%s and %s keep different keys', (a, b) => {
  expect(key(a)).not.toBe(key(b));
});

test.each([
  'श्रीमती सुनीता बाई',
  'Smt. Sunita Bai',
  'Shrimati Suneeta Bai',
  'कु. सुनीता बाई',
  'Dr Sunita Bai',
  'Kumari Sunita Bai',
  'सुनीता बाई जी',
])('titles do not count: %s', (name) => {
  expect(key(name)).toBe(key('Sunita Bai'));
});

test('Kumari as a second word is part of the name', () => {
  expect(key('Sunita Kumari')).not.toBe(key('Sunita'));
});

test('the token key does not mind the order of words', () => {
  expect(nameKey('Sahu Ramesh').tokenKey).toBe(nameKey('रमेश साहू').tokenKey);
  expect(nameKey('Sahu Ramesh').key).not.toBe(nameKey('रमेश साहू').key);
});

test('a title, signs or nothing give no key', () => {
  for (const nothing of ['', ' ', '---', '12', 'Mr.', '😀']) expect(nameKey(nothing)).toEqual({ key: '', tokenKey: '' });
});

test('any text in any script gives lower-case keys and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const { key: folded, tokenKey } = nameKey(name);
      expect(folded.split(' ').sort().join(' ')).toBe(tokenKey);
      expect(nameKey(name.toLowerCase()).key).toBe(nameKey(name.toLowerCase().normalize('NFC')).key);
    }),
  );
});
