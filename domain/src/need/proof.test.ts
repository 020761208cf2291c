import { describe, expect, test } from 'vitest';
import { codeTries, judgeProof, type Shown } from './proof.ts';

const shown = (part: Partial<Shown>): Shown => ({ photo: false, later: false, ...part });
const told = { code: '4821', wrongSoFar: 0 };

describe('the code that the person reads out', () => {
  test('proves the delivery when it is the one they were told', () => {
    expect(judgeProof('code', told, shown({ code: '4821' }))).toEqual({ kind: 'proved', proof: 'code' });
  });

  test('given wrong, is asked for again with the tries left, and then no more', () => {
    const wrong = Array.from({ length: codeTries }, (_, wrongSoFar) =>
      judgeProof('code', { code: '4821', wrongSoFar }, shown({ code: '1111' })),
    );
    expect(wrong).toEqual([...[4, 3, 2, 1].map((triesLeft) => ({ kind: 'wrong-code', triesLeft })), { kind: 'locked' }]);
    expect(judgeProof('code', { code: '4821', wrongSoFar: codeTries }, shown({ code: '4821' }))).toEqual({ kind: 'locked' });
  });

  test('is replaced by a photo where it is not known, was never told, or is locked', () => {
    const photo = { kind: 'proved', proof: 'photo' };
    expect(judgeProof('code', told, shown({ photo: true }))).toEqual(photo);
    expect(judgeProof('code', { code: null, wrongSoFar: 0 }, shown({ code: '4821', photo: true }))).toEqual(photo);
    expect(judgeProof('code', { code: '4821', wrongSoFar: codeTries }, shown({ code: '4821', photo: true }))).toEqual(photo);
    expect(judgeProof('code', told, shown({ note: 'gave it to her' }))).toEqual({ kind: 'missing', wanted: 'code' });
  });

  test('sent hours later and wrong is written down as wrong, because the team has left', () => {
    expect(judgeProof('code', told, shown({ code: '1111', later: true }))).toEqual({ kind: 'proved', proof: 'code-wrong' });
  });
});

describe('other proof', () => {
  test('a photo or a note is wanted where the kind says so', () => {
    expect(judgeProof('photo', told, shown({ note: 'done' }))).toEqual({ kind: 'missing', wanted: 'photo' });
    expect(judgeProof('note', told, shown({ note: ' ' }))).toEqual({ kind: 'missing', wanted: 'note' });
    expect(judgeProof('note', told, shown({ photo: true }))).toEqual({ kind: 'proved', proof: 'photo' });
    expect(judgeProof(undefined, told, shown({}))).toEqual({ kind: 'proved', proof: 'none' });
  });
});
