import { dispositions } from '@kshem/domain/attempt/disposition.ts';
import { describe, expect, test } from 'vitest';
import en from '../../languages/en.json' with { type: 'json' };
import hi from '../../languages/hi.json' with { type: 'json' };
import { type Action, actionOf, covers, keyLines, type Mode, optionKeys, type Pressed } from './keys.ts';
import { outcomeGroups, outcomeWithKey } from './outcome-groups.ts';

const modes: readonly Mode[] = ['idle', 'ready', 'calling', 'asking', 'doubt', 'outcomes', 'details', 'needs', 'summary'];
const signs = [
  ...optionKeys,
  ...'RSTUVWXYZ0?',
  'Enter',
  'Shift+Enter',
  'Ctrl+Enter',
  'Ctrl+Shift+Enter',
  'Esc',
  '↑',
  '↓',
  '→',
  'Space',
];
const press = (key: string, about: Partial<Pressed> = {}): Pressed => ({
  ...{ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...about,
});

describe('the keys of the desk', () => {
  test('mean one thing each in a mode', () => {
    const doubled = modes.flatMap((mode) =>
      signs.flatMap((sign) => {
        const actions = new Set<Action>();
        for (const line of keyLines) {
          if (line.modes.includes(mode) && line.keys.some((key) => covers(key, sign))) actions.add(line.action);
        }
        return actions.size > 1 ? [{ mode, sign, actions: [...actions] }] : [];
      }),
    );
    expect(doubled).toEqual([]);
  });

  test('have words in both languages', () => {
    const words: readonly Record<string, string>[] = [hi.desk.do, en.desk.do];
    for (const { action } of keyLines) for (const of of words) expect(of[action], action).toBeTruthy();
    for (const mode of modes) expect(hi.desk.mode[mode] && en.desk.mode[mode], mode).toBeTruthy();
  });

  test('there is one for every action that has words', () => {
    const lines = new Set<string>(keyLines.map(({ action }) => action));
    expect(Object.keys(en.desk.do).filter((action) => !lines.has(action))).toEqual([]);
  });

  test('work by their place under a Hindi layout, and by what they write without one', () => {
    expect(actionOf(press('ब', { code: 'KeyY' }), 'asking')).toEqual({ action: 'yes', sign: 'Y' });
    expect(actionOf(press('y'), 'asking')).toEqual({ action: 'yes', sign: 'Y' });
    expect(actionOf(press('3', { code: 'Numpad3' }), 'asking')).toEqual({ action: 'option', sign: '3' });
    expect(actionOf(press('?', { code: 'Slash', shiftKey: true }), 'asking')?.action).toBe('help');
  });

  test('of the browser are left to it', () => {
    expect(actionOf(press('n', { code: 'KeyN', ctrlKey: true }), 'idle')).toBeNull();
    expect(actionOf(press('r', { code: 'KeyR', metaKey: true }), 'asking')).toBeNull();
  });

  test('Ctrl+Enter looks over, then saves', () => {
    expect(actionOf(press('Enter', { ctrlKey: true }), 'asking')?.action).toBe('toSummary');
    expect(actionOf(press('Enter', { metaKey: true }), 'summary')?.action).toBe('save');
  });
});

describe('the outcomes', () => {
  test('are all that a caller may write down, each once and by one key', () => {
    const listed = outcomeGroups.flatMap(({ outcomes }) => outcomes);
    const byAnswersOrByNobody = ['answered-complete', 'proxy', 'not-attempted'];
    const expected = dispositions.filter((disposition) => !byAnswersOrByNobody.includes(disposition));
    expect(listed.map(({ disposition }) => disposition).toSorted()).toEqual(expected.toSorted());
    expect(new Set(listed.map(({ key }) => key)).size).toBe(listed.length);
    for (const { key } of listed) expect(actionOf(press(key.toLowerCase()), 'outcomes')?.action, key).toBe('outcome');
    expect(outcomeWithKey('D')?.disposition).toBe('died');
  });
});
