import { helpDesk, requestKinds } from '@kshem/domain/help-desk/request-kinds.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import { needDueAt } from '@kshem/domain/need/overdue.ts';
import { priorityOf } from '@kshem/domain/need/priority.ts';
import type { NeedKind } from '@kshem/domain/protocol/protocol.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseAll } from './queries.ts';
import type { WantedNeed } from './raise-statement.ts';

export type NeedToRaise = {
  readonly districtId: number;
  readonly personId: string;
  readonly householdId: string;
  readonly episodeId: string | null;
  readonly areaId: number;
  readonly programmeId: string;
  /** The protocol version whose title, hours and owner hold for the kind. */
  readonly version: string;
  readonly kind: string;
  readonly cause: 'answers' | 'silence' | 'number' | 'refusal' | 'person' | 'desk';
  /** Null: the server itself. */
  readonly by: string | null;
  readonly detail?: string | null;
  /** What was asked about it, by the question's code. */
  readonly asked?: Readonly<Record<string, string>>;
  /** The digits that the person was told to read out at the door. */
  readonly code?: string;
  readonly promisedAt?: Date;
};

/**
 * Raises what a person lacks, in the caller's transaction. A need of the kind that somebody is waited for already is not raised a
 * second time; a fulfilled one is opened again.
 *
 * @returns whether it is new or open again
 * @throws AppError bad-request for a kind that neither the version nor the desk has
 */
export async function raiseNeed(trx: Trx, deps: Deps, need: NeedToRaise): Promise<boolean> {
  return (await raiseNeeds(trx, deps, [need])) > 0;
}

/** The same for many people of one district, in one statement. @returns how many are new or open again */
export async function raiseNeeds(trx: Trx, deps: Deps, needs: readonly NeedToRaise[]): Promise<number> {
  const [first] = needs;
  if (!first) return 0;
  const now = deps.now();
  const wanted = new Map<string, WantedNeed>();
  for (const need of needs) {
    const kind = await findNeedKind(deps, need);
    wanted.set(`${need.personId} ${need.kind}`, wantedNeed(deps, need, kind, now));
  }
  return raiseAll(trx, { districtId: first.districtId, now, wanted: [...wanted.values()] });
}

/** A kind's title, hours and owner: the version's own where it has the code, else the desk's. */
export async function findNeedKind(
  deps: Pick<Deps, 'protocols'>,
  { programmeId, version, kind }: Pick<NeedToRaise, 'programmeId' | 'version' | 'kind'>,
): Promise<NeedKind> {
  const own = programmeId === helpDesk ? requestKinds : (await deps.protocols.get(programmeId, version)).protocol.needKinds;
  const found = [...own, ...Object.values(deskNeedKinds)].find(({ code }) => code === kind);
  if (!found) throw new AppError('bad-request', { fields: ['kind'] });
  return found;
}

function wantedNeed(deps: Pick<Deps, 'newId'>, need: NeedToRaise, kind: NeedKind, now: Date): WantedNeed {
  return {
    id: deps.newId(),
    event_id: deps.newId(),
    person_id: need.personId,
    household_id: need.householdId,
    episode_id: need.episodeId,
    area_id: need.areaId,
    programme_id: need.programmeId,
    kind: need.kind,
    cause: need.cause,
    owner_unit: kind.owner,
    detail: need.detail ?? null,
    due_at: needDueAt(kind, now).toISOString(),
    priority: priorityOf(kind),
    asked: need.asked ?? null,
    code: kind.proof === 'code' ? (need.code ?? null) : null,
    promised_at: need.promisedAt?.toISOString() ?? null,
    submission_id: null,
    raised_by: need.by,
  };
}
