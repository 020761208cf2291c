import { endPause, readPause, startPause } from '@kshem/contract/room.ts';
import { ask } from '../api/use-ask.ts';
import type { Rest } from './desk-port.ts';

let resting = false;

/** Pauses as the server keeps them, for the board. */
export const realRest: Rest = {
  read: async () => {
    const { pause } = await ask(readPause, {});
    resting = pause !== null;
    return pause?.code ?? null;
  },
  start: async (code) => {
    await ask(startPause, { body: { code } });
    resting = true;
  },
  end: async () => {
    resting = false;
    await ask(endPause, {});
  },
};

/** Whoever takes the next household works again; a server that cannot be told now finds out by the call. */
export function workAgain(): void {
  if (resting) void realRest.end().catch(() => undefined);
}
