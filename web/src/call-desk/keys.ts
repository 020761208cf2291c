/**
 * Every key of the call desk, as data: what `?` shows, what the keyboard does, and what stands on the buttons are one list. Letters are
 * found by their place on the keyboard (KeyY), so that they work under a Hindi layout too; where there is no place, as on a phone, by
 * what they write.
 */
export type Mode = 'idle' | 'ready' | 'calling' | 'asking' | 'doubt' | 'outcomes' | 'details' | 'needs' | 'summary';

export type Action =
  | 'next'
  | 'call'
  | 'otherNumber'
  | 'reveal'
  | 'skip'
  | 'pause'
  | 'theyAnswered'
  | 'hangUp'
  | 'byHandset'
  | 'auto'
  | 'outcome'
  | 'otherOutcome'
  | 'option'
  | 'yes'
  | 'no'
  | 'unknown'
  | 'refused'
  | 'forward'
  | 'back'
  | 'sameAsLast'
  | 'speak'
  | 'measure'
  | 'needs'
  | 'need'
  | 'otherPerson'
  | 'itCame'
  | 'itDidNotCome'
  | 'toSummary'
  | 'correct'
  | 'keep'
  | 'pick'
  | 'confirm'
  | 'close'
  | 'note'
  | 'save'
  | 'saveAndPause'
  | 'help';

export type KeyLine = {
  readonly action: Action;
  readonly modes: readonly Mode[];
  /** As `Ctrl+Enter`, `Y`, `?`, `↑`; `1–9`: any digit. */
  readonly keys: readonly string[];
};

const all: readonly Mode[] = ['idle', 'ready', 'calling', 'asking', 'doubt', 'outcomes', 'details', 'needs', 'summary'];

export const keyLines: readonly KeyLine[] = [
  { action: 'next', modes: ['idle'], keys: ['N', 'Enter'] },
  { action: 'call', modes: ['ready'], keys: ['C', 'Enter'] },
  { action: 'otherNumber', modes: ['ready'], keys: ['O'] },
  { action: 'skip', modes: ['ready'], keys: ['S'] },
  { action: 'theyAnswered', modes: ['calling'], keys: ['A', 'Enter'] },
  { action: 'hangUp', modes: ['calling', 'asking', 'summary'], keys: ['L'] },
  { action: 'byHandset', modes: ['calling', 'asking', 'summary'], keys: ['D'] },
  { action: 'auto', modes: ['idle', 'ready', 'calling'], keys: ['Z'] },
  { action: 'reveal', modes: ['ready', 'calling'], keys: ['V'] },
  { action: 'pause', modes: ['ready', 'calling', 'asking', 'summary'], keys: ['P'] },
  { action: 'outcome', modes: ['calling', 'outcomes'], keys: ['1–9'] },
  { action: 'outcome', modes: ['outcomes'], keys: ['A–Z'] },
  { action: 'otherOutcome', modes: ['calling', 'asking', 'summary'], keys: ['X'] },
  { action: 'option', modes: ['asking'], keys: ['1–9'] },
  { action: 'yes', modes: ['asking'], keys: ['Y'] },
  { action: 'no', modes: ['asking'], keys: ['N'] },
  { action: 'unknown', modes: ['asking', 'needs'], keys: ['U'] },
  { action: 'refused', modes: ['asking', 'needs'], keys: ['R'] },
  { action: 'forward', modes: ['asking', 'needs'], keys: ['Enter', '↓'] },
  { action: 'back', modes: ['asking', 'needs', 'summary'], keys: ['↑', 'Shift+Enter'] },
  { action: 'sameAsLast', modes: ['asking'], keys: ['Space'] },
  { action: 'speak', modes: ['asking'], keys: ['G'] },
  { action: 'measure', modes: ['asking', 'summary'], keys: ['M'] },
  { action: 'needs', modes: ['asking', 'summary'], keys: ['W'] },
  { action: 'need', modes: ['needs'], keys: ['1–9', 'A–Q'] },
  { action: 'otherPerson', modes: ['asking', 'summary'], keys: ['→'] },
  { action: 'itCame', modes: ['asking', 'summary'], keys: ['J'] },
  { action: 'itDidNotCome', modes: ['asking', 'summary'], keys: ['H'] },
  { action: 'toSummary', modes: ['asking', 'needs'], keys: ['Ctrl+Enter'] },
  { action: 'correct', modes: ['doubt'], keys: ['Y', 'Enter'] },
  { action: 'keep', modes: ['doubt'], keys: ['K'] },
  { action: 'pick', modes: ['details'], keys: ['1–9'] },
  { action: 'confirm', modes: ['details'], keys: ['Ctrl+Enter', 'Enter'] },
  { action: 'close', modes: ['doubt', 'outcomes', 'details', 'needs'], keys: ['Esc'] },
  { action: 'note', modes: ['summary'], keys: ['T'] },
  { action: 'save', modes: ['summary'], keys: ['Ctrl+Enter'] },
  { action: 'saveAndPause', modes: ['summary'], keys: ['Ctrl+Shift+Enter'] },
  { action: 'help', modes: all, keys: ['?'] },
];

export type Pressed = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

/** What a key does in a mode, with the sign that was pressed where it stands for many (`1–9`, `A–Z`); null: nothing of the desk's. */
export function actionOf(pressed: Pressed, mode: Mode): { action: Action; sign: string } | null {
  const sign = signOf(pressed);
  if (sign === null) return null;
  const line = keyLines.find(({ modes, keys }) => modes.includes(mode) && keys.some((key) => covers(key, sign)));
  return line ? { action: line.action, sign } : null;
}

/** The keys of the many options of a question or list, in order. */
export const optionKeys: readonly string[] = [...'123456789ABCDEFGHIJKLMNOPQ'];

/** The key to show on the button of an action. */
export function keyOf(action: Action, mode: Mode): string | null {
  return keyLines.find((line) => line.action === action && line.modes.includes(mode))?.keys[0] ?? null;
}

export function covers(key: string, sign: string): boolean {
  if (key === '1–9') return /^[1-9]$/.test(sign);
  if (key === 'A–Z') return /^[A-Z]$/.test(sign);
  if (key === 'A–Q') return /^[A-Q]$/.test(sign);
  return key === sign;
}

const named: Readonly<Record<string, string>> = {
  Enter: 'Enter',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowRight: '→',
  ' ': 'Space',
};

function signOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string | null {
  const held = ctrlKey || metaKey;
  if (key === 'Enter') return `${held ? 'Ctrl+' : ''}${shiftKey ? 'Shift+' : ''}Enter`;
  if (held || altKey) return null;
  if (key === '?') return '?';
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1];
  return named[key] ?? place ?? (/^[a-z0-9]$/i.test(key) ? key.toUpperCase() : null);
}
