import type { NeedKind } from '../protocol/protocol.ts';
import { addHours } from '../time/instant.ts';
import type { NeedStatus } from './need-state.ts';
import { isWaitedFor } from './need-state.ts';

/** By when it must be fulfilled: the kind's hours from when it was raised. A promise to the person does not move it. */
export function needDueAt(kind: Pick<NeedKind, 'withinHours'>, raisedAt: Date): Date {
  return addHours(raisedAt, kind.withinHours);
}

export function isOverdue(need: { readonly status: NeedStatus; readonly dueAt: Date }, at: Date): boolean {
  return isWaitedFor(need.status) && need.dueAt <= at;
}
