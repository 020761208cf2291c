import { numberSight } from '@kshem/domain/access/number-sight.ts';
import { allows } from '@kshem/domain/access/roles.ts';
import { maskPhone } from '@kshem/domain/phone/mask-phone.ts';
import { dayOfFollowUp } from '@kshem/domain/schedule/end-of-follow-up.ts';
import { addDays, daysBetween, localDate } from '@kshem/domain/time/local-date.ts';
import { isInForce } from '@kshem/domain/triage/advice-on.ts';
import { clockStart } from '@kshem/domain/triage/situation-of.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { auditStatement } from '../audit/write-audit.ts';
import { ageOn } from '../check-ins/judge-answers.ts';
import { restoredReasons } from '../check-ins/kept-result.ts';
import { inTrips, type Rows, type Trips } from '../db/in-trips.ts';
import type { Deps } from '../deps.ts';
import { mayReadAdvice } from '../programmes/may-read-advice.ts';
import {
  type CardAnswers,
  type CardEpisode,
  type CardEscalation,
  type CardMember,
  type CardNeed,
  type CardNumber,
  type CardPerson,
  type CardVital,
  cardStatements,
} from './card-statements.ts';

/** What was said longer ago does not change what today's answers mean. */
const pastDays = 14;

/**
 * Everything that whoever speaks with a person must know: who they are, who else is under their phone and due, how they were on the last
 * calls and why, what they wait for, which advice holds today. A record that was merged answers with the one it became. Telephone numbers
 * show their end only to those who must give a reason (reveal-number.ts). Two round trips; the look is written down in the same
 * transaction.
 *
 * @throws AppError not-found
 */
export async function personCard(deps: Deps, actor: Actor, { personId }: { personId: string }) {
  const now = deps.now();
  const parts = await inTrips(deps.appPool, actor, (trips) => read(deps, trips, actor, personId, now));
  const { person } = parts;
  const today = localDate(now, person.zone);
  const lastAnswers = await Promise.all(parts.lastAnswers.map((answers) => answersOn(deps, actor, answers, today)));
  const episodes = await Promise.all(parts.episodes.map((episode) => episodeOn(deps, episode, person.zone, today)));
  return {
    ...aboutPerson(person, today),
    household: parts.household.map((member) => memberOn(member, today)),
    numbers: parts.numbers.map((number) => shownNumber(number, actor)),
    episodes,
    lastAnswers,
    vitals: groupVitals(parts.vitals),
    needs: parts.needs.map((need) => withoutCode(need, actor)),
    escalations: parts.escalations,
    at: now,
  };
}

async function read(deps: Deps, trips: Trips, actor: Actor, personId: string, now: Date) {
  const since = addDays(now.toISOString().slice(0, 10), -pastDays);
  const rows = await trips.send(...cardStatements(actor.districtId, personId, since));
  const parts = named(rows);
  if (!parts.person) throw new AppError('not-found', { personId });
  const { person } = parts;
  const viewed = { action: 'person.viewed', subjectKind: 'person', subjectId: person.personId };
  const numbers = numberSight(actor.roles);
  await trips.commit(auditStatement(deps, actor, { ...viewed, detail: { householdId: person.householdId, numbers } }));
  return { ...parts, person };
}

/** In the order of the statements. */
function named([person, household, numbers, episodes, lastAnswers, vitals, needs, escalations]: readonly Rows[]) {
  return {
    person: person?.[0] as CardPerson | undefined,
    household: household as unknown as CardMember[],
    numbers: numbers as unknown as CardNumber[],
    episodes: episodes as unknown as CardEpisode[],
    lastAnswers: lastAnswers as unknown as CardAnswers[],
    vitals: vitals as unknown as CardVital[],
    needs: needs as unknown as CardNeed[],
    escalations: escalations as unknown as CardEscalation[],
  };
}

function aboutPerson({ ageOn: toldOn, areaEn, areaHi, zone: _zone, ...person }: CardPerson, today: string) {
  const ageYears = ageOn({ ageYears: person.ageYears, ageOn: toldOn }, today);
  return { ...person, ageYears, area: { en: areaEn, hi: areaHi } };
}

function memberOn({ ageOn: toldOn, open, ...member }: CardMember, today: string) {
  return {
    ...member,
    ageYears: ageOn({ ageYears: member.ageYears, ageOn: toldOn }, today),
    open: open.map((item) => ({ ...item, dueAt: new Date(item.dueAt), closesAt: new Date(item.closesAt) })),
  };
}

function shownNumber({ number, ...rest }: CardNumber, { roles }: Actor) {
  const masked = numberSight(roles) !== 'clear';
  return { ...rest, number: masked ? maskPhone(number) : number, masked };
}

/** Whoever speaks with the person may tell them their code again; whoever goes there has it from them, and never from us. */
function withoutCode(need: CardNeed, { roles }: Actor): CardNeed {
  return allows(roles, 'need.confirm') && !roles.includes('field') ? need : { ...need, code: null };
}

async function episodeOn(deps: Deps, { titleEn, titleHi, ...episode }: CardEpisode, zone: string, today: string) {
  const { protocol } = await deps.protocols.get(episode.programmeId, episode.version);
  return {
    ...episode,
    title: { en: titleEn, hi: titleHi },
    dayOfIllness: daysBetween(clockStart('onset-or-sample', episode), today),
    dayOfFollowUp: dayOfFollowUp(protocol.schedule, episode, today, zone),
    lastDay: protocol.schedule.lastDay,
  };
}

/** With the reasons in words, and the advice cards that the answers called for as they stand today. */
async function answersOn(deps: Deps, actor: Actor, { triage, ...answers }: CardAnswers, today: string) {
  const compiled = await deps.protocols.get(answers.programmeId, answers.version);
  const advice = compiled.protocol.advice.filter(
    (card) => triage.advice.includes(card.code) && isInForce(card, today) && mayReadAdvice(card, actor),
  );
  const reasons = restoredReasons(triage.reasons, compiled).map(({ ruleId, level, text }) => ({ ruleId, level, text }));
  return { ...answers, reasons, advice };
}

function groupVitals(vitals: readonly CardVital[]) {
  const byQuestion = Map.groupBy(vitals, ({ linkId, unit }) => `${linkId} ${unit}`);
  return [...byQuestion.values()].flatMap((points) => {
    const [first] = points;
    if (!first) return [];
    return [
      { linkId: first.linkId, unit: first.unit, points: points.map(({ value, observedAt }) => ({ value, at: observedAt })) },
    ];
  });
}
