import type { CheckIn, Submission } from './desk-port.ts';
import { needsInAnswers, type Said, standing } from './said.ts';

/** What was said, as it is sent. Needs go along only where there is more to them than the answers say. */
export function submissionOf(checkIn: CheckIn, said: Said, fence: number, attemptId: string, now: Date): Submission {
  const { checkInId, dueOn, questionnaire } = checkIn;
  const { submissionId, informant, readings } = said;
  const answers = standing(said, questionnaire);
  const asked = needsInAnswers({ answers }, questionnaire);
  const needs = [...new Set([...Object.keys(said.needs), ...asked])].flatMap((kind) => {
    const more = moreOf(said, kind);
    return Object.keys(more).length === 0 && asked.includes(kind) ? [] : [{ kind, ...more }];
  });
  const note = said.note.trim();
  return {
    ...{ submissionId, checkInId, checkInDueOn: dueOn, attemptId, fence, informant, answers },
    saidAt: now.toISOString(),
    ...(readings.length > 0 && { readings }),
    ...(note !== '' && { note }),
    ...(needs.length > 0 && { needs }),
    deliveryCode: said.deliveryCode,
  };
}

function moreOf(said: Said, kind: string) {
  const detail = (said.needs[kind] ?? '').trim();
  const asked = said.askedOfNeeds[kind] ?? {};
  const promisedAt = said.promised[kind];
  return {
    ...(detail !== '' && { detail }),
    ...(Object.keys(asked).length > 0 && { asked }),
    ...(promisedAt !== undefined && { promisedAt }),
  };
}
