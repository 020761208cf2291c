import type { CheckIn, Submission } from './desk-port.ts';
import { needsInAnswers, type Said, standing } from './said.ts';

/** What was said, as it is sent. Needs go along only where there is more to them than the answers say. */
export function submissionOf(checkIn: CheckIn, said: Said, fence: number, attemptId: string, now: Date): Submission {
  const { checkInId, dueOn, questionnaire } = checkIn;
  const { submissionId, informant, readings } = said;
  const answers = standing(said, questionnaire);
  const asked = needsInAnswers({ answers }, questionnaire);
  const needs = Object.entries(said.needs).flatMap(([kind, words]) => {
    const detail = words.trim();
    return detail === '' && asked.includes(kind) ? [] : [{ kind, ...(detail !== '' && { detail }) }];
  });
  const note = said.note.trim();
  return {
    ...{ submissionId, checkInId, checkInDueOn: dueOn, attemptId, fence, informant, answers },
    saidAt: now.toISOString(),
    ...(readings.length > 0 && { readings }),
    ...(note !== '' && { note }),
    ...(needs.length > 0 && { needs }),
  };
}
