/**
 * Plays the planned past (demo/story.ts) day by day with the same rules the desk uses: who is due, when an unanswered call is tried
 * again, what answers mean, what the day's ledger says. Only the telephone and the people are the story's. Writes nothing itself.
 *
 * A day: plan-past-day.ts → take-past-call.ts (settle-past.ts, take-past-answers.ts, raise-past.ts) → close-past-day.ts.
 */
import { openingAt } from '@kshem/domain/schedule/calling-window.ts';
import { instantAt, localTime } from '@kshem/domain/time/local-time.ts';
import { type DemoLanguage, demoCallers, demoStaff } from '../../../../demo/staff.ts';
import { howItWent, type StoryCall, type StoryDay } from '../../../../demo/story.ts';
import { createRandom, type Random } from '../../telephony/simulated/random.ts';
import { closePastDay } from './close-past-day.ts';
import { type Followed, type Past, zone } from './past.ts';
import { planPastDay } from './plan-past-day.ts';
import { takePastCall } from './take-past-call.ts';

/** A call still to be made on the day being played. `phone`: which of theirs, from 0. */
type Coming = Pick<StoryCall, 'householdKey' | 'callerLogin' | 'came'> & { readonly at: Date; readonly phone: number };

export function playHistory(past: Past, days: readonly StoryDay[]): void {
  for (const day of days) {
    planPastDay(past, day.on);
    playCalls(past, day);
    closePastDay(past, day.on);
  }
  past.rows.day_counter.push(...past.counters.values());
  past.rows.episode.push(...past.followed.map(({ row }) => row));
}

function playCalls(past: Past, day: StoryDay): void {
  const coming: Coming[] = day.calls.map((call) => ({ ...call, phone: 0, at: instantAt(day.on, call.at, zone) }));
  for (let n = 1; coming.length > 0; n++) {
    const call = coming.shift() as Coming;
    const members = past.households.get(call.householdKey) ?? [];
    const random = createRandom(`${past.seed}/call/${day.on}/${call.householdKey}/${n}`);
    const taken = takePastCall(past, members, {
      on: day.on,
      // Minutes of the plan become seconds of the clock.
      at: new Date(call.at.getTime() + random.whole(0, 59) * 1000),
      phone: call.phone,
      caller: callerOf(past, call.callerLogin),
      random,
      came: call.came,
    });
    if (taken) insertInOrder(coming, callsToCome(members, call, day, random));
  }
}

/** Share of the later calls that the room gets round to. */
const kept = 0.97;

/** What the ladder, a promise or the answers ask for later in the day. */
function callsToCome(members: readonly Followed[], call: Coming, day: StoryDay, random: Random): Coming[] {
  return members.flatMap(({ enrolled, compiled, today, row }) => {
    const open = today.open.find(({ closed }) => !closed);
    if (open === undefined || row.status !== 'active' || !random.chance(kept)) return [];
    const at = new Date(Math.max(open.dueAt.getTime(), call.at.getTime()) + random.whole(2, 45) * 60_000);
    const next = today.next?.next === 'retry' ? today.next : null;
    const phone = next?.rank == null ? call.phone : next.rank - 1;
    const came = howItWent(enrolled.person, phone, localTime(at, zone), day, random);
    if (came === null || openingAt(compiled.protocol.callingWindow, at, zone) === null) return [];
    const speaker = next?.caller === 'other-language' ? speakerOf(enrolled.person.language) : null;
    return [{ ...call, at, phone, came, callerLogin: speaker ?? call.callerLogin }];
  });
}

function speakerOf(language: DemoLanguage): string | null {
  return demoCallers.find(({ languages }) => languages.includes(language))?.login ?? null;
}

function insertInOrder(coming: Coming[], calls: readonly Coming[]): void {
  for (const call of calls) {
    const place = coming.findIndex(({ at }) => at > call.at);
    coming.splice(place === -1 ? coming.length : place, 0, call);
  }
}

function callerOf(past: Past, login: string) {
  const id = past.staff.get(login);
  const who = demoStaff.find((one) => one.login === login);
  if (id === undefined || who === undefined) throw new Error('The story names a caller who is not of the cast');
  return { id, languages: who.languages };
}
