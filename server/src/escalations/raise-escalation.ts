import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseOne } from './queries.ts';

export type EscalationToRaise = {
  readonly districtId: number;
  readonly personId: string;
  readonly episodeId: string;
  readonly areaId: number;
  readonly programmeId: string;
  readonly level: Level;
  /** What raised it: ids of triage rules, or a code of the desk such as `told-died`. */
  readonly ruleIds: readonly string[];
  readonly ownerUnit: 'doctor' | 'supervisor' | 'officer';
  readonly dueAt: Date;
  /** Null: the server itself. */
  readonly by: string | null;
};

/**
 * Calls for somebody senior, in the caller's transaction. An episode has one open escalation: a further one joins it, with the more
 * urgent level and the earlier deadline.
 */
export function raiseEscalation(
  trx: Trx,
  deps: Pick<Deps, 'now' | 'newId'>,
  wanted: EscalationToRaise,
): Promise<{ escalationId: string; dueAt: Date }> {
  return raiseOne(trx, {
    districtId: wanted.districtId,
    now: deps.now(),
    wanted: {
      id: deps.newId(),
      event_id: deps.newId(),
      person_id: wanted.personId,
      episode_id: wanted.episodeId,
      area_id: wanted.areaId,
      programme_id: wanted.programmeId,
      level: wanted.level,
      rule_ids: wanted.ruleIds,
      owner_unit: wanted.ownerUnit,
      due_at: wanted.dueAt.toISOString(),
      submission_id: null,
      raised_by: wanted.by,
    },
  });
}
