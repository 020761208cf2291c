import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Db } from '../../db/connect.ts';
import { newId } from '../../ids.ts';
import type { Provider } from '../provider.ts';
import { createOwnedProvider } from './owned-provider.ts';
import { createOwnerLease } from './owner-lease.ts';
import { createAsteriskProvider } from './provider.ts';

/** What the environment says of the exchange; see docs/operating-guide.md. */
export type AsteriskSettings = {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly trunk: string;
  readonly lines: number;
  /** Calls that may begin in a second. */
  readonly perSecond: number;
  readonly callerId: string | undefined;
  readonly promptFolder: string;
  /** Milliseconds; shorter in tests. */
  readonly timing?: { readonly secondMs: number; readonly lease: number; readonly margin: number; readonly beatMs: number };
};

/** One for each installation on an exchange. */
const app = 'kshem';

/** The telephone of an installation: Asterisk, with exactly one of its servers in charge. */
export function connectAsterisk(
  { url, user, password, trunk, lines, perSecond, callerId, promptFolder, timing }: AsteriskSettings,
  { db, now, log }: { db: Db; now: () => Date; log: Logger },
): Provider {
  const lease = createOwnerLease({ db, name: app, owner: newId(now()), elapsedMs: () => performance.now(), ...timing });
  return createOwnedProvider({
    lease,
    ...(timing && { beatMs: timing.beatMs }),
    onChange: (state) => log[state === 'replaced' ? 'error' : 'info']({ telephone: state, fence: lease.fence() }, 'telephone'),
    makeProvider: (charge) =>
      createAsteriskProvider({
        url,
        user,
        password,
        app,
        trunk,
        lines,
        perSecond,
        ...(callerId === undefined ? {} : { callerId }),
        promptMedia: (promptId) => `sound:${promptFile(promptFolder, promptId)}`,
        now,
        newId: () => newId(now()),
        ...(timing && { secondMs: timing.secondMs }),
        onLost: (error, { type, attemptId }) => log.warn({ kind: type, attemptId, err: error }, 'news of a call was not taken'),
        onTrunk: (state) =>
          log[state.state === 'down' ? 'error' : 'info'](
            { trunk, ...state },
            state.state === 'down'
              ? 'the line to the operator fails: calls pause and it is tried by itself'
              : 'the line to the operator works again',
          ),
        ...charge,
      }),
  });
}

/** @throws Error on an id that is not a plain name: it would reach out of the folder */
function promptFile(folder: string, promptId: string): string {
  if (!/^[\w-]+$/.test(promptId)) throw new Error('a prompt’s name is letters, digits, - and _');
  return join(resolve(folder), promptId);
}
