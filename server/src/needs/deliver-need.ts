import { type NeedStatus, nextNeed } from '@kshem/domain/need/need-state.ts';
import { type Judged, judgeProof } from '@kshem/domain/need/proof.ts';
import { earlier } from '@kshem/domain/time/instant.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { delivered } from './delivered.ts';
import { knownKind } from './known-kind.ts';
import { insertNeedEvent, insertPhoto, type LockedNeed, lockNeed, saveNeed, wasWritten } from './queries.ts';
import { readPhoto } from './read-photo.ts';

export type Delivery = {
  readonly needId: string;
  /** Made at the door: sent twice, it is delivered once. */
  readonly eventId: string;
  /** By the clock of the device. */
  readonly at: Date;
  /** What the person read out. */
  readonly code?: string;
  /** A JPEG, base64. */
  readonly photo?: string;
  readonly note?: string;
  /** Written down without a network, so that nobody can be asked again at the door. */
  readonly later?: boolean;
};

/**
 * Writes down that something was brought, with what proves it. It stays open until the person says on the next call that it came. A
 * wrong code is counted, and refused with the tries that are left.
 *
 * @throws AppError not-found · need-taken (another team has it) · conflict (it waits for nobody any more) · proof-missing · delivery-code-wrong ·
 *   code-locked · photo-unreadable · not-allowed (the server itself)
 */
export async function deliverNeed(deps: Deps, actor: Actor, delivery: Delivery): Promise<{ status: NeedStatus }> {
  const { needId } = delivery;
  const photo = delivery.photo === undefined ? null : readPhoto(delivery.photo);
  const done = await inScope(deps.app, actor, async (trx) => {
    const need = await lockNeed(trx, actor.districtId, needId);
    if (!need) throw new AppError('not-found', { needId });
    if (await wasWritten(trx, actor.districtId, delivery.eventId)) return { kind: 'done' as const, status: need.status };
    refuseOthers(actor, needId, need);
    const kind = await knownKind(deps, need);
    const { code, note, later = false } = delivery;
    const judged = judgeProof(
      kind?.proof,
      { code: need.code, wrongSoFar: need.codeWrong },
      { code, note, later, photo: photo !== null },
    );
    const wrong = wasWrong(need, delivery);
    if (judged.kind !== 'proved') {
      // The try is kept although the delivery is refused.
      if (wrong) await saveNeed(trx, actor.districtId, needId, { updated_at: deps.now(), code_wrong: need.codeWrong + 1 });
      return judged;
    }
    return write(deps, trx, actor, { need, delivery, proof: judged.proof, photo, wrong });
  });
  if (done.kind !== 'done') throw refusalOf(needId, done);
  return { status: done.status };
}

function refuseOthers({ userId }: Actor, needId: string, { assignedTo, status }: LockedNeed): void {
  if (userId === null) throw new AppError('not-allowed');
  if (nextNeed(status, 'fulfil').kind === 'refused') throw new AppError('conflict', { needId, status });
  if (assignedTo !== null && assignedTo !== userId) throw new AppError('need-taken', { needId });
}

function wasWrong({ code }: LockedNeed, { code: read }: Delivery): boolean {
  return code !== null && read !== undefined && read !== code;
}

function refusalOf(needId: string, judged: Exclude<Judged, { kind: 'proved' }>): AppError {
  if (judged.kind === 'wrong-code') return new AppError('delivery-code-wrong', { needId, triesLeft: judged.triesLeft });
  if (judged.kind === 'locked') return new AppError('code-locked', { needId });
  return new AppError('proof-missing', { needId, wanted: judged.wanted });
}

type Proved = {
  readonly need: LockedNeed;
  readonly delivery: Delivery;
  readonly proof: Extract<Judged, { kind: 'proved' }>['proof'];
  readonly photo: Buffer | null;
  readonly wrong: boolean;
};

async function write(deps: Deps, trx: Trx, actor: Actor, { need, delivery, proof, photo, wrong }: Proved) {
  const { districtId, userId } = actor;
  const { needId, eventId, note = null } = delivery;
  const now = deps.now();
  // A device whose clock is ahead has not delivered in the future.
  const at = earlier(delivery.at, now);
  const by = userId as string;
  await saveNeed(trx, districtId, needId, {
    ...{ status: 'fulfilled', updated_at: now, assigned_to: by, code_wrong: need.codeWrong + (wrong ? 1 : 0) },
    ...delivered(by, proof, at),
  });
  const own = { district_id: districtId, need_id: needId, area_id: need.areaId };
  await insertNeedEvent(trx, {
    ...{ ...own, id: eventId, action: 'need-fulfilled', status: 'fulfilled', at, by_user: by, note },
    detail: JSON.stringify({ proof }),
  });
  if (photo) await insertPhoto(trx, { ...own, id: eventId, taken_at: at, taken_by: by, content: photo });
  await writeAudit(deps, trx, actor, {
    action: 'need.delivered',
    subjectKind: 'need',
    subjectId: needId,
    detail: { proof, late: delivery.later === true },
  });
  return { kind: 'done' as const, status: 'fulfilled' as const };
}
