import { type ErrorCode, errors } from '@kshem/contract/errors.ts';
import type { NeedAction, NeedStatus } from '@kshem/domain/need/need-state.ts';
import type { Text } from '@kshem/domain/text.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { moveNeed, type NeedMove } from './move-need.ts';
import { noteNeed } from './note-need.ts';

export type ManyMoved = Omit<NeedMove, 'needId' | 'action' | 'from'> & {
  readonly action: NeedAction | 'note';
  readonly needs: readonly { readonly needId: string; readonly from: NeedStatus }[];
};

export type MovedOrNot =
  | { readonly kind: 'moved'; readonly needId: string; readonly status: NeedStatus }
  | { readonly kind: 'refused'; readonly needId: string; readonly code: ErrorCode; readonly message: Text };

/**
 * Moves many needs, each in a transaction of its own, so that one that somebody else has moved meanwhile does not hold up the others.
 * What is refused says why, in words; a fault of ours ends the rest, because it would meet them all.
 */
export async function moveNeeds(deps: Deps, actor: Actor, { needs, action, ...parts }: ManyMoved): Promise<MovedOrNot[]> {
  const done: MovedOrNot[] = [];
  for (const { needId, from } of needs) {
    const moving =
      action === 'note'
        ? noteNeed(deps, actor, { needId, note: parts.note })
        : moveNeed(deps, actor, { ...parts, needId, from, action });
    done.push(await moving.then(({ status }) => ({ kind: 'moved', needId, status }) as const, refusedOf(needId)));
  }
  return done;
}

function refusedOf(needId: string): (error: unknown) => MovedOrNot {
  return (error) => {
    if (!(error instanceof AppError)) throw error;
    return { kind: 'refused', needId, code: error.code, message: errors[error.code].message };
  };
}
