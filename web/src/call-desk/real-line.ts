import { callByHandset, hangUpCall } from '@kshem/contract/calls.ts';
import { connectOwnPhone, disconnectOwnPhone, ownPhone } from '@kshem/contract/own-phone.ts';
import { changedBy } from '@kshem/contract/topics.ts';
import { refresh } from '../api/refresh.ts';
import { ask } from '../api/use-ask.ts';
import type { Line } from './desk-port.ts';

/** The exchange of this installation, as the server tells of it. */
export const realLine: Line = {
  read: (callId) => ask(ownPhone, { query: callId === undefined ? {} : { callId } }),
  connect: () => told(ask(connectOwnPhone, {})),
  disconnect: () => told(ask(disconnectOwnPhone, {})),
  hangUp: async (callId) => {
    await told(ask(hangUpCall, { params: { callId } }));
  },
  byHandset: (callId) => told(ask(callByHandset, { params: { callId } })),
};

/** Also after a refusal what is shown was wrong. */
function told<T>(asked: Promise<T>): Promise<T> {
  return asked.finally(() => refresh(changedBy.placeCall ?? []));
}
