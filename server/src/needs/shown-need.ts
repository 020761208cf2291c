import { type NeedStatus, needStatuses } from '@kshem/domain/need/need-state.ts';
import { isOverdue } from '@kshem/domain/need/overdue.ts';
import type { Text } from '@kshem/domain/text.ts';
import type { Deps } from '../deps.ts';
import type { ListedNeed } from './list-queries.ts';
import { findNeedKind } from './raise-need.ts';

/** A need as the screens show it. */
export async function shownNeed(deps: Pick<Deps, 'protocols'>, row: ListedNeed, now: Date) {
  const { version: _, areaHi, areaEn, ...need } = row;
  const status = statusOf(need.status);
  const title = await titleOf(deps, row);
  return { ...need, status, title, area: { hi: areaHi, en: areaEn }, overdue: isOverdue({ status, dueAt: need.dueAt }, now) };
}

export function statusOf(written: string): NeedStatus {
  return needStatuses.find((one) => one === written) ?? 'open';
}

/** A kind that no version has any more is shown by its code: one odd row must not hide all the others. */
export async function titleOf(
  deps: Pick<Deps, 'protocols'>,
  { programmeId, version, kind }: { programmeId: string; version: string | null; kind: string },
): Promise<Text> {
  try {
    return (await findNeedKind(deps, { programmeId, version: version ?? '', kind })).title;
  } catch {
    return { hi: kind, en: kind };
  }
}
