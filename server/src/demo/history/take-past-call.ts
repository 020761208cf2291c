import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { dispositionFromCause } from '@kshem/domain/attempt/disposition-from-cause.ts';
import { daysBetween } from '@kshem/domain/time/local-date.ts';
import type { StoryCall } from '../../../../demo/story.ts';
import { heardPart, type Said, secondsToSay, talkTo } from '../../telephony/simulated/virtual-person.ts';
import { type Followed, type OpenCheckIn, type Past, type Ringing, seconds } from './past.ts';
import { settlePast } from './settle-past.ts';
import { takePastAnswers } from './take-past-answers.ts';

export type PastCall = Ringing & { readonly came: StoryCall['came'] };

/** One person asked on the call. */
export type Asked = { readonly followed: Followed; readonly open: OpenCheckIn };

/** The times of a call that its attempts keep. */
export type CallTimes = {
  readonly id: string;
  readonly dialledAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date;
  readonly cause: string;
};

/** A call to everybody of a household who is due then and behind that phone. False when there is nobody: then nobody was rung. */
export function takePastCall(past: Past, members: readonly Followed[], call: PastCall): boolean {
  const asked = members.flatMap((followed) => {
    const open = followed.today.open.find(({ closed, dueAt }) => !closed && dueAt <= call.at);
    return open !== undefined && followed.row.status === 'active' && reachedBy(past, followed, call) ? [{ followed, open }] : [];
  });
  if (asked.length === 0) return false;
  if (call.came.kind === 'answered') talk(past, asked, call);
  else ringOut(past, asked, call, call.came.cause);
  return true;
}

/** The number works, and is not known to be somebody else's. */
function reachedBy(past: Past, { enrolled }: Followed, { phone }: PastCall): boolean {
  const id = enrolled.ids.contactPointIds[phone];
  if (id === undefined) return false;
  const { number, wrong } = past.numbers;
  return number.get(id)?.state === 'usable' && wrong.get(`${enrolled.ids.personId} ${id}`)?.wrong_at === null;
}

function ringOut(
  past: Past,
  asked: readonly Asked[],
  call: PastCall,
  cause: Extract<PastCall['came'], { kind: 'unanswered' }>['cause'],
) {
  const rang = cause === 'no-answer' ? 30 : call.random.whole(3, 12);
  const times = { id: past.newId(call.at), dialledAt: call.at, answeredAt: null, endedAt: seconds(call.at, rang), cause };
  const disposition = dispositionFromCause(cause, false) as Disposition;
  for (const one of asked) {
    settlePast(past, one, call, { times, disposition, disposedAt: seconds(times.endedAt, 2), promisedAt: null });
  }
}

function talk(past: Past, asked: readonly Asked[], call: PastCall): void {
  const answeredAt = seconds(call.at, call.random.whole(6, 20));
  const talks = asked.map((one) => ({ ...one, said: sayOf(one, call) }));
  let end = answeredAt;
  const ends = talks.map(({ said }) => {
    end = seconds(end, secondsToSay(said, call.random));
    return end;
  });
  const times = { id: past.newId(call.at), dialledAt: call.at, answeredAt, endedAt: seconds(end, 3), cause: 'normal' };
  for (const [index, { said, ...one }] of talks.entries()) {
    const saidAt = ends[index] as Date;
    const disposedAt = seconds(saidAt, call.random.exponential(30));
    one.followed.today.callsAnswered++;
    if (said.kind === 'answered') takePastAnswers(past, one, call, { times, said, saidAt, disposedAt });
    else if (said.kind === 'callback') {
      const promisedAt = seconds(saidAt, said.inMinutes * 60);
      settlePast(past, one, call, { times, disposition: 'callback', disposedAt, promisedAt });
    } else settlePast(past, one, call, { times, disposition: said.disposition, disposedAt, promisedAt: null });
  }
}

/** Now and then the line is cut in the middle, and the rest of the answers is missing. */
function sayOf({ followed }: Asked, { on, caller, phone, random }: PastCall): Said {
  const { person, episode } = followed.enrolled;
  const said = talkTo(person.virtual, {
    day: daysBetween(episode.dayZeroOn, on),
    call: followed.today.callsAnswered + 1,
    questionnaire: followed.compiled.protocol.questionnaire,
    languages: caller.languages,
  });
  const cut = random.chance((person.phones[phone]?.habits.hangsUpMidway ?? 0) / 2);
  return said.kind === 'answered' && cut ? { ...said, answers: heardPart(said.answers, 0.2 + 0.6 * random.next()) } : said;
}
