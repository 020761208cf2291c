import type { NeedStatus } from '@kshem/domain/need/need-state.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { moveNeed } from './move-need.ts';

export type Heard = {
  readonly needId: string;
  readonly came: boolean;
  /** Made on the desk: sent twice, it is heard once. */
  readonly eventId?: string;
};

/**
 * What the person says of a need that is said to have come: it came, and is closed, or it did not, and is open again and counted.
 * @throws AppError as moveNeed
 */
export function hearOfNeed(deps: Deps, actor: Actor, { came, ...heard }: Heard): Promise<{ status: NeedStatus }> {
  return moveNeed(deps, actor, { ...heard, action: came ? 'confirm' : 'reopen', from: 'fulfilled' });
}
