import { describe, expect, test } from 'vitest';
import { parseProtocol } from './parse-protocol.ts';
import { tinyProtocol } from './tiny-protocol.ts';

function files(change: (protocol: Record<string, unknown>) => unknown = (protocol) => protocol) {
  const { questionnaire, ...protocol } = structuredClone(tinyProtocol());
  return { protocol: change(protocol), questionnaire };
}

function errorsOf(input: Parameters<typeof parseProtocol>[0]) {
  const parsed = parseProtocol(input);
  return parsed.ok ? [] : parsed.errors.map(({ where, code }) => `${where}: ${code}`);
}

test('a whole protocol is read as it is written', () => {
  expect(parseProtocol(files())).toEqual({ ok: true, protocol: tinyProtocol() });
});

describe('every problem is named with its path', () => {
  test('a misspelt name', () => {
    expect(errorsOf(files((protocol) => ({ ...protocol, sheduel: {} })))).toEqual(['sheduel: unknown-name']);
  });

  test('several at once, in rules by their id', () => {
    const broken = files(({ triage, ...protocol }) => ({
      ...protocol,
      effectiveFrom: '5 January',
      triage: {
        ...(triage as object),
        rules: [{ id: 'S1', when: 'pain', level: 'purple', reason: { hi: 'क', en: 'a' }, source: 'M' }],
      },
    }));
    expect(errorsOf(broken)).toEqual([
      'effectiveFrom: wrong-shape',
      'triage.rules[S1].level: wrong-shape',
      'triage.rules[S1].action: missing',
      'triage.rules[S1].source: wrong-shape',
    ]);
  });

  test('a message says what to write', () => {
    const parsed = parseProtocol(
      files((protocol) => ({
        ...protocol,
        callingWindow: { from: '8', to: '20:00', closedWeekdays: [8] },
      })),
    );
    expect(parsed.ok ? [] : parsed.errors.map(({ message }) => message)).toEqual([
      'Write a time such as 08:00, in quotes here.',
      'Write one of 1, 2, 3, 4, 5, 6, 7 here.',
    ]);
  });

  test.each([[null], ['text'], [[]], [42]])('a file that is not a map: %j', (protocol) => {
    expect(parseProtocol({ protocol, questionnaire: protocol })).toMatchObject({ ok: false });
  });
});
