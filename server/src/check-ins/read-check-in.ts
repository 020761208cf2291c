import { localDate } from '@kshem/domain/time/local-date.ts';
import { isInForce } from '@kshem/domain/triage/advice-on.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { mayReadAdvice } from '../programmes/may-read-advice.ts';
import { ageOn, toPast } from './judge-answers.ts';
import { findCheckIn, findJudgedWith } from './read-queries.ts';

export type CheckInAsked = { readonly dueOn: string; readonly checkInId: string };

/**
 * What the call desk needs to ask one check-in: how it stands, and what the episode's protocol version asks and advises today.
 * @throws AppError not-found
 */
export async function readCheckIn(deps: Deps, actor: Actor, { dueOn, checkInId }: CheckInAsked) {
  const { zone, given, ...checkIn } = await inScope(deps.app, actor, async (trx) => {
    const found = await findCheckIn(trx, actor.districtId, dueOn, checkInId);
    if (!found) throw new AppError('not-found', { checkInId });
    const given = await findJudgedWith(trx, actor.districtId, found);
    const subject = { subjectKind: 'person', subjectId: found.personId };
    await writeAudit(deps, trx, actor, { action: 'check-in.opened', ...subject, detail: { checkInId } });
    return { ...found, given };
  });
  const { protocol } = await deps.protocols.get(checkIn.programmeId, checkIn.version);
  const { title, questionnaire, needKinds } = protocol;
  const today = localDate(deps.now(), zone);
  const advice = protocol.advice.filter((card) => isInForce(card, today) && mayReadAdvice(card, actor));
  const { past, person, episode } = given;
  const judgedWith = {
    past: past.map(toPast),
    person: {
      ageYears: ageOn(person, dueOn),
      sex: person.sex,
      conditions: person.conditions,
      pregnant: person.pregnant,
      usualSpo2: person.usualSpo2,
    },
    episode,
    timeZone: zone,
  };
  return { ...checkIn, title, questionnaire, needKinds, advice, judgedWith };
}
