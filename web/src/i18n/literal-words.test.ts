import { describe, expect, test } from 'vitest';
import { literalWords } from './literal-words.ts';

describe('words written into a screen are found', () => {
  test.each([
    ['beside a value', '<p>Called {n} times</p>', ['Called', 'times']],
    ['before another element', '<p>Nobody yet <b /></p>', ['Nobody yet']],
    ['in Hindi', '<p>आज देय</p>', ['आज देय']],
    ['in a choice', `<p>{ok ? 'Saved' : null}</p>`, ['Saved']],
    ['after a condition', `<p>{ok && 'Saved'}</p>`, ['Saved']],
    ['for want of a value', `<p>{name ?? 'unknown'}</p>`, ['unknown']],
    ['in a label', `<b aria-label="Close" />`, ['Close']],
    ['in a label in braces', `<b title={'Close'} />`, ['Close']],
    ['in a label with a value', `<b aria-label={\`Call \${name}\`} />`, ['Call ']],
    ['in a label by choice', `<input placeholder={ok ? 'Name' : undefined} />`, ['Name']],
    ['in what a property shows', '<Page aside={<b>Nobody yet</b>} />', ['Nobody yet']],
  ])('%s', (_, screen, words) => {
    expect(literalWords(`export const Screen = () => ${screen};`)).toEqual(words);
  });
});

describe('a sentence put together is found', () => {
  test.each([`t('board.due') + n`, `n + t('board.due')`, `\`\${t('board.due')} today\``])('%s', (code) => {
    expect(literalWords(`export const text = ${code};`)).toEqual([code]);
  });
});

describe('what is the same in every language passes', () => {
  test.each([
    `<p className="wide">{t('board.due')}</p>`,
    `<p>{kind === 'red' ? t('triage.red') : '—'}</p>`,
    '<kbd>N</kbd>',
    '<p>{name} · {phone}</p>',
    `<b title={\`\${t('board.due')} · \${n}\`} />`,
    `<Button variant="light" size="xs" aria-label={t('desk.next')}>→</Button>`,
  ])('%s', (screen) => {
    expect(literalWords(`export const Screen = () => ${screen};`)).toEqual([]);
  });
});

test('a file that cannot be read does not pass', () => {
  expect(() => literalWords('export const Screen = () => <p>;')).toThrow();
});
