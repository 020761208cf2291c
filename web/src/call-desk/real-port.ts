import { placeCall } from '@kshem/contract/calls.ts';
import { previewTriage } from '@kshem/contract/check-ins.ts';
import { revealNumber } from '@kshem/contract/people.ts';
import { readProtocol } from '@kshem/contract/programmes.ts';
import { changedBy } from '@kshem/contract/topics.ts';
import { releaseClaim, renewClaim, skipHousehold } from '@kshem/contract/worklist.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { Refused } from '../api/client.ts';
import { newUuid } from '../api/new-uuid.ts';
import { queryClient } from '../api/query-client.ts';
import { refresh } from '../api/refresh.ts';
import { ask } from '../api/use-ask.ts';
import { dropDraft, loadDraft, saveDraft } from '../offline/drafts.ts';
import { sendSurely } from '../offline/outbox.ts';
import { callWithoutServer } from '../offline/reported-call.ts';
import { nextTurn } from '../offline/reserve.ts';
import type { CallWish, CheckIn, Delivered, DeskPort, Judgement, PlacedCall, Recorded, Submitted, Turn } from './desk-port.ts';
import { realLine } from './real-line.ts';
import { realRest, workAgain } from './real-rest.ts';
import { type SaidSoFar, standing } from './said.ts';

/** The desk over the server, and over the device where there is no network. */
export const realPort: DeskPort = {
  rest: realRest,
  line: realLine,
  nextTurn: async () => {
    workAgain();
    const turn = await nextTurn();
    // The rules of the version are fetched while the telephone rings.
    if (turn.kind === 'turn') for (const checkIn of Object.values(turn.checkIns)) void protocolOf(checkIn);
    return turn;
  },
  placeCall: place,
  judge,
  submit: async (submission) => sent<Submitted>(await sendSurely('submitAnswers', { body: submission }), 'submitAnswers'),
  record: async (attemptId, outcome) =>
    sent<Recorded>(await sendSurely('recordDisposition', { params: { attemptId }, body: outcome }), 'recordDisposition'),
  renew: async ({ householdId, fence }) => (await ask(renewClaim, { params: { householdId }, body: { fence } })).claimUntil,
  release: async ({ householdId, fence }) => {
    // Without a network the lease ends by itself.
    await ask(releaseClaim, { params: { householdId }, body: { fence } }).catch(unlessOffline);
  },
  skip: ({ householdId, fence }, reason) => ask(skipHousehold, { params: { householdId }, body: { fence, reason } }),
  heardOfNeed: async (needId, came) => {
    sent(await sendSurely('hearOfNeed', { params: { needId }, body: { came, eventId: newUuid() } }), 'hearOfNeed');
  },
  reveal: async (personId, contactPointId, reason) =>
    (await ask(revealNumber, { params: { personId, contactPointId }, body: { reason } })).number,
  protocolOf,
  drafts: { save: saveDraft, load: loadDraft, drop: dropDraft },
  now: () => new Date(),
  newId: newUuid,
};

/** By the server; where it cannot be reached, a household that was kept on the device is called without it. */
async function place(turn: Turn, { byExchange, ...wish }: CallWish): Promise<PlacedCall> {
  const { householdId, fence } = turn;
  try {
    return await ask(placeCall, { body: { householdId, fence, ...wish, ...(byExchange && { channel: 'asterisk' }) } });
  } catch (error) {
    // What was known of the exchange is out of date.
    if (byExchange) refresh(changedBy.placeCall ?? []);
    const withoutServer =
      error instanceof Refused && error.status === 0 ? await callWithoutServer(turn, newUuid, () => new Date()) : null;
    if (withoutServer) return withoutServer;
    throw error;
  }
}

/** What was sent changes what other screens of this browser show. */
function sent<T>(delivered: { kind: 'sent'; reply: unknown } | { kind: 'waits' }, name: string): Delivered<T> {
  if (delivered.kind === 'waits') return delivered;
  refresh(changedBy[name] ?? []);
  return { kind: 'sent', reply: delivered.reply as T };
}

/** A published version never changes: asked once, and kept on the device for a page that is opened without a network. */
async function protocolOf({ programmeId, version }: CheckIn): Promise<Protocol | null> {
  const draft = `protocol/${programmeId}/${version}`;
  const ofServer = async () => {
    const { protocol } = await ask(readProtocol, { params: { programmeId, version } });
    saveDraft(draft, protocol);
    return protocol;
  };
  const queryKey = ['protocol text', programmeId, version];
  const asked = queryClient.fetchQuery({ queryKey, queryFn: ofServer, staleTime: Number.POSITIVE_INFINITY, retry: false });
  return asked.catch(() => loadDraft<Protocol>(draft));
}

/** By the rules themselves where they are at hand, else by the server's word, which is asked for when typing pauses. */
async function judge(checkIn: CheckIn, said: SaidSoFar): Promise<Judgement | null> {
  const protocol = await protocolOf(checkIn);
  if (protocol) {
    const { judgeLocally } = await import('./judge-locally.ts');
    const judged = judgeLocally(protocol, checkIn, said, new Date());
    if (judged) return judged;
  }
  return judgedByServer(checkIn, said);
}

const pauseMs = 300;
let latest = 0;

async function judgedByServer(checkIn: CheckIn, said: SaidSoFar): Promise<Judgement | null> {
  const mine = ++latest;
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  if (mine !== latest) return null;
  const { checkInId, dueOn, questionnaire } = checkIn;
  const { informant, readings } = said;
  const body = { informant, readings, answers: standing(said, questionnaire), saidAt: new Date().toISOString() };
  const preview = await ask(previewTriage, { params: { dueOn, checkInId }, body });
  return { ...(preview as Omit<Judgement, 'needs' | 'escalateWithin'>), needs: [], escalateWithin: null };
}

function unlessOffline(error: unknown): undefined {
  if (error instanceof Refused && error.status === 0) return undefined;
  throw error;
}
