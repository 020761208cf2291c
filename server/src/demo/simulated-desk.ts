/** What callers of a simulated day do, through the use cases that a real room's screens call. */
import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { dispositionFromCause } from '@kshem/domain/attempt/disposition-from-cause.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import { daysBetween, type LocalDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { legIdOf } from '../calls/leg-id.ts';
import { type PlacedAttempt, placeCall } from '../calls/place-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { readCheckIn } from '../check-ins/read-check-in.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import type { Deps } from '../deps.ts';
import type { Provider } from '../telephony/provider.ts';
import type { Random } from '../telephony/simulated/random.ts';
import type { RoomWork } from '../telephony/simulated/room.ts';
import type { VirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { heardPart, type Said, secondsToSay, talkTo } from '../telephony/simulated/virtual-person.ts';
import { type Claimed, claimNext } from '../worklist/claim-next.ts';
import { releaseClaim } from '../worklist/release-claim.ts';
import { renewClaim } from '../worklist/renew-claim.ts';
import type { Cast } from './cast.ts';
import type { Lane } from './lane.ts';

export type Desk = {
  readonly deps: Deps;
  /** Claims and write-ups, in their order: each sees what those before it left of the desk. */
  readonly book: Lane;
  /** What the telephones tell. */
  readonly wire: Lane;
  readonly clock: VirtualClock;
  readonly provider: Provider;
  readonly districtId: number;
  readonly day: LocalDate;
  readonly cast: Cast;
  readonly callers: ReadonlyMap<string, Actor>;
  readonly random: Random;
};

/** A claimed household, and the call to it once it is placed. */
export type Turn = { readonly claim: Claimed; attempts: readonly PlacedAttempt[] };

/** One call's conversation: everybody asked on it, one after the other. */
export type Conversation = { readonly startedAt: Date; readonly parts: readonly Part[] };
type Part = { readonly attempt: PlacedAttempt; readonly said: Said; readonly fromSeconds: number; readonly seconds: number };

/** A screen renews its claim while the call lasts, well before the lease runs out. */
const renewEveryMinutes = 4;

export function simulatedDesk(desk: Desk): RoomWork<Turn, Conversation> {
  const callsToday = new Map<string, number>();
  const actorOf = (callerId: string) => desk.callers.get(callerId) as Actor;
  return {
    claimNext: async (callerId) => {
      const claim = await desk.book.run(() => claimNext(desk.book.deps, actorOf(callerId)));
      return claim.kind === 'claimed' ? { claim, attempts: [] } : null;
    },
    placeCall: (callerId, turn) => ring(desk, actorOf(callerId), turn),
    meet: (callerId, turn) => meet(desk, actorOf(callerId), turn, callsToday),
    hangUp: (legId) => desk.provider.hangUp(legId),
    submitAnswers: async (callerId, turn, talk, heardShare) => {
      const total = talk.parts.reduce((sum, { seconds }) => sum + seconds, 0);
      book(desk, async () => {
        for (const part of talk.parts)
          await writeUp(desk, actorOf(callerId), turn, { talk, part, heardSeconds: total * heardShare });
      });
    },
    recordDisposition: async (callerId, { attempts, claim }, cause) => {
      const disposition = dispositionFromCause(cause, false) as Disposition;
      book(desk, async () => {
        for (const { attemptId } of attempts) {
          await recordDisposition(desk.book.deps, actorOf(callerId), { attemptId, disposition, fence: claim.fence });
        }
      });
    },
  };
}

/** A write-up, once everything heard of the call so far is written. The next claim waits for it, the clock does not. */
function book(desk: Desk, work: () => Promise<void>): void {
  const heard = desk.wire.done();
  void desk.book.run(() => heard.then(work));
}

async function ring(desk: Desk, actor: Actor, turn: Turn) {
  const { householdId, fence } = turn.claim;
  try {
    const placed = await placeCall(desk.deps, actor, { householdId, fence });
    turn.attempts = placed.attempts;
    if (placed.dial.kind === 'refused') return { refused: placed.dial.refusal };
    return { legId: legIdOf({ districtId: desk.districtId, phoneCallId: placed.phoneCallId }) };
  } catch (error) {
    if (!(error instanceof AppError) || !skippable.has(error.code)) throw error;
    if (error.code !== 'claim-lost') {
      await desk.book.run(() => releaseClaim(desk.book.deps, actor, { householdId, fence }).catch(ignoreLost));
    }
    return { skipped: true as const };
  }
}

/** Refusals after which a caller takes the next household. */
const skippable: ReadonlySet<string> = new Set([
  'nobody-to-call',
  'no-usable-number',
  'already-being-called',
  'outside-calling-window',
  'claim-lost',
]);

function ignoreLost(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'claim-lost') throw error;
}

async function meet(desk: Desk, actor: Actor, turn: Turn, callsToday: Map<string, number>) {
  const parts: Part[] = [];
  let fromSeconds = 0;
  for (const attempt of turn.attempts) {
    const said = await talk(desk, actor, attempt, callsToday);
    const seconds = secondsToSay(said, desk.random.fork(attempt.attemptId));
    parts.push({ attempt, said, seconds, fromSeconds });
    fromSeconds += seconds;
  }
  const startedAt = desk.clock.now();
  for (let minutes = renewEveryMinutes; minutes * 60 < fromSeconds; minutes += renewEveryMinutes) {
    desk.clock.after(minutes * 60_000, () => renewDuring(desk, actor, turn));
  }
  return { talk: { startedAt, parts }, talkSeconds: fromSeconds };
}

async function renewDuring(desk: Desk, actor: Actor, { claim: { householdId, fence } }: Turn): Promise<void> {
  await renewClaim(desk.deps, actor, { householdId, fence }).catch((error: unknown) => {
    // The line was cut meanwhile: the lease is long enough for the write-up.
    if (!(error instanceof AppError)) throw error;
  });
}

async function talk(
  desk: Desk,
  actor: Actor,
  { personId, checkInId, checkInDueOn }: PlacedAttempt,
  callsToday: Map<string, number>,
): Promise<Said> {
  const person = desk.cast.people.get(personId);
  if (!person) throw new Error('Somebody was rung who is not of the cast');
  const call = (callsToday.get(personId) ?? 0) + 1;
  callsToday.set(personId, call);
  const { questionnaire } = await readCheckIn(desk.deps, actor, { dueOn: checkInDueOn, checkInId });
  const day = daysBetween(person.dayZeroOn, desk.day);
  return talkTo(person.virtual, { day, call, questionnaire, languages: actor.languages });
}

type ToWrite = { readonly talk: Conversation; readonly part: Part; readonly heardSeconds: number };

/** What one person said, or that the line was cut before they could. */
async function writeUp(desk: Desk, actor: Actor, { claim }: Turn, { talk, part, heardSeconds }: ToWrite): Promise<void> {
  const { said, attempt, seconds, fromSeconds } = part;
  const { attemptId, checkInId, checkInDueOn, personId } = attempt;
  const share = Math.max(0, Math.min(1, (heardSeconds - fromSeconds) / seconds));
  const saidAt = addMinutes(talk.startedAt, (fromSeconds + share * seconds) / 60);
  const answers = said.kind === 'answered' ? heardPart(said.answers, share) : {};
  const of = { attemptId, fence: claim.fence };
  if (share === 0) await recordDisposition(desk.book.deps, actor, { ...of, disposition: 'answered-partial' });
  else if (said.kind === 'callback') {
    await recordDisposition(desk.book.deps, actor, {
      ...of,
      disposition: 'callback',
      callbackAt: addMinutes(saidAt, said.inMinutes),
    });
  } else if (said.kind === 'not-talked') {
    const language =
      said.disposition === 'language-barrier' ? desk.cast.people.get(personId)?.virtual.speaking.language : undefined;
    await recordDisposition(desk.book.deps, actor, { ...of, disposition: said.disposition, ...(language && { language }) });
  } else {
    const submissionId = desk.book.deps.newId();
    await submitAnswers(desk.book.deps, actor, {
      ...of,
      submissionId,
      checkInId,
      checkInDueOn,
      informant: said.informant,
      answers,
      saidAt,
    });
  }
}
