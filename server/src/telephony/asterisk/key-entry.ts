import type { KeysWanted } from '../provider.ts';

/** The keys of one leg: pressed before they are asked for they are kept; one entry is told for each asking. */
export type KeyEntry = { press(key: string): void; collect(wanted: KeysWanted): void; end(): void };

/** @param secondMs length of a second; shorter in tests */
export function createKeyEntry(tell: (keys: string | null) => void, secondMs: number): KeyEntry {
  let pressed = '';
  let wanted: KeysWanted | null = null;
  let timer: NodeJS.Timeout | undefined;

  const close = (): void => {
    clearTimeout(timer);
    if (wanted === null) return;
    const { atMost, until } = wanted;
    const closing = until === undefined ? -1 : pressed.indexOf(until);
    const length = Math.min(closing === -1 ? pressed.length : closing, atMost);
    const keys = pressed.slice(0, length);
    pressed = pressed.slice(closing === length ? length + 1 : length);
    wanted = null;
    tell(keys === '' ? null : keys);
  };
  const weigh = (): void => {
    if (wanted === null) return;
    clearTimeout(timer);
    const { atMost, until, timeoutSeconds } = wanted;
    const full = pressed.length >= atMost || (until !== undefined && pressed.includes(until));
    // Even an entry typed ahead is told after the command, never from inside it.
    timer = setTimeout(close, full ? 0 : timeoutSeconds * secondMs);
  };
  return {
    press: (key) => {
      pressed += key;
      weigh();
    },
    collect: (asked) => {
      wanted = asked;
      // The closing key of the entry before, pressed when that one was already full.
      if (asked.until !== undefined && pressed.startsWith(asked.until)) pressed = pressed.slice(asked.until.length);
      weigh();
    },
    end: () => {
      clearTimeout(timer);
      wanted = null;
    },
  };
}
