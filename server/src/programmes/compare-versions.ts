import { isDeepStrictEqual } from 'node:util';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import type { Deps } from '../deps.ts';

export type Changes = { added: string[]; removed: string[]; changed: string[] };
export type VersionDifference = Record<'rules' | 'facts' | 'questions' | 'needKinds' | 'advice', Changes> & { parts: string[] };

/** What a doctor must look at before moving a programme to another version. @throws AppError not-found. */
export async function compareVersions(
  { protocols }: Pick<Deps, 'protocols'>,
  { programmeId, from, to }: { programmeId: string; from: string; to: string },
): Promise<VersionDifference> {
  const [before, after] = await Promise.all([protocols.get(programmeId, from), protocols.get(programmeId, to)]);
  return difference(before.protocol, after.protocol);
}

function difference(before: Protocol, after: Protocol): VersionDifference {
  return {
    rules: changes(before.triage.rules, after.triage.rules, ({ id }) => id),
    facts: changes(before.triage.facts, after.triage.facts, ({ name }) => name),
    questions: changes(questions(before), questions(after), ({ linkId }) => linkId),
    needKinds: changes(before.needKinds, after.needKinds, ({ code }) => code),
    advice: changes(before.advice, after.advice, ({ code }) => code),
    parts: parts.filter((part) => !isDeepStrictEqual(before[part], after[part])),
  };
}

const parts = ['schedule', 'reach', 'callingWindow', 'ending'] as const;

/** Each question by itself, so that a change in a group's member is not a change of the group. */
function questions({ questionnaire }: Protocol) {
  return allItems(questionnaire).map(({ item: _members, ...question }) => question);
}

function changes<T>(before: readonly T[], after: readonly T[], idOf: (one: T) => string): Changes {
  const old = new Map(before.map((one) => [idOf(one), one]));
  const now = new Map(after.map((one) => [idOf(one), one]));
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed: [...now].filter(([id, one]) => old.has(id) && !isDeepStrictEqual(old.get(id), one)).map(([id]) => id),
  };
}
