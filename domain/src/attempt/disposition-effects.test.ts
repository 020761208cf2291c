import { describe, expect, test } from 'vitest';
import { deskNeedKinds } from '../need/desk-need-kinds.ts';
import { dispositions } from './disposition.ts';
import { dispositionEffects } from './disposition-effects.ts';

const all = dispositions.map((code) => ({ code, ...dispositionEffects[code] }));

describe('the effects of dispositions', () => {
  test('a death stops the whole household at once and tells a supervisor', () => {
    expect(dispositionEffects.died).toMatchObject({
      stops: 'household',
      outcome: 'died',
      raises: 'bereavement',
      informs: 'supervisor',
    });
  });

  test('a dead number stops for everyone, a wrong person only for this one', () => {
    expect(dispositionEffects['invalid-number'].stops).toBe('number');
    expect(dispositionEffects['wrong-person'].stops).toBe('number-for-person');
  });

  test('only what was no call at the person is kept out of the count', () => {
    expect(all.filter(({ counts }) => !counts).map(({ code }) => code)).toEqual([
      'already-called',
      'technical-failure',
      'not-attempted',
    ]);
  });

  test('silence is never ended by somebody who told nothing', () => {
    for (const { code, answered, spokeWith } of all) if (answered) expect(spokeWith, code).not.toBe('nobody');
    for (const code of ['callback', 'refused', 'language-barrier', 'wrong-person'] as const) {
      expect(dispositionEffects[code].answered, code).toBe(false);
    }
  });

  test('whatever ends an episode or stops a number leaves somebody with something to do', () => {
    for (const { code, outcome, stops, raises } of all) {
      if (outcome !== null || stops.startsWith('number')) expect(raises, code).not.toBeNull();
    }
  });

  test('every one has words in both languages, and no two the same', () => {
    for (const language of ['en', 'hi'] as const)
      expect(new Set(all.map(({ text }) => text[language])).size).toBe(dispositions.length);
    for (const [code, kind] of Object.entries(deskNeedKinds)) expect(kind.code).toBe(code);
  });
});
