import { type NeedKind, needPriorities } from '../protocol/protocol.ts';

/** As it is kept and sorted by: 1 is urgent, 3 routine. */
export function priorityOf({ priority = 'routine' }: Pick<NeedKind, 'priority'>): number {
  return needPriorities.indexOf(priority) + 1;
}
