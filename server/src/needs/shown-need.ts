import { type NeedStatus, needStatuses } from '@kshem/domain/need/need-state.ts';
import { isOverdue } from '@kshem/domain/need/overdue.ts';
import { codeTries } from '@kshem/domain/need/proof.ts';
import type { NeedKind } from '@kshem/domain/protocol/protocol.ts';
import type { Text } from '@kshem/domain/text.ts';
import type { Deps } from '../deps.ts';
import { knownKind } from './known-kind.ts';
import type { ListedNeed } from './list-queries.ts';

/** A need as the screens show it, with what its kind wants. */
export async function shownNeed(deps: Pick<Deps, 'protocols'>, row: ListedNeed, now: Date) {
  const { version: _, areaHi, areaEn, asked, codeWrong, ...need } = row;
  const status = statusOf(need.status);
  const kind = await knownKind(deps, row);
  return {
    ...need,
    status,
    title: kind?.title ?? { hi: need.kind, en: need.kind },
    area: { hi: areaHi, en: areaEn },
    overdue: isOverdue({ status, dueAt: need.dueAt }, now),
    proofWanted: kind?.proof ?? null,
    codeTriesLeft: need.codeTold ? Math.max(0, codeTries - codeWrong) : null,
    asked: answersOf(kind, asked ?? {}),
  };
}

export function statusOf(written: string): NeedStatus {
  return needStatuses.find((one) => one === written) ?? 'open';
}

/** What was asked, in words: the option's where it was one. */
export function answersOf(kind: NeedKind | null, asked: Readonly<Record<string, string>>): { question: Text; answer: Text }[] {
  return (kind?.asks ?? []).flatMap(({ code, text, options }) => {
    const said = asked[code];
    if (said === undefined) return [];
    return [{ question: text, answer: options?.find((option) => option.code === said)?.display ?? { hi: said, en: said } }];
  });
}
