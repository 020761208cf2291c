import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findDistrictZone, findProtocolVersion, putProgrammeDistrict } from './queries.ts';

/**
 * Lets new episodes of a programme start on `version` in the actor's district; a programme that does not run there begins `from` that date, today when absent. Episodes under way keep the version they started on.
 * @throws AppError not-found (the version is not published)
 */
export async function assignVersion(
  deps: Deps,
  actor: Actor,
  { programmeId, version, from }: { programmeId: string; version: string; from?: string },
): Promise<void> {
  const { districtId } = actor;
  if (!(await findProtocolVersion(deps.system, programmeId, version))) throw new AppError('not-found', { programmeId, version });
  await deps.system.transaction().execute(async (trx) => {
    await putProgrammeDistrict(trx, { programmeId, version, districtId, from: from ?? (await today(deps, trx, districtId)) });
    await writeAudit(deps, trx, actor, {
      action: 'programme.version-assigned',
      subjectKind: 'programme',
      subjectId: programmeId,
      detail: { version },
    });
  });
}

async function today(deps: Deps, trx: Trx, districtId: number): Promise<string> {
  return localDate(deps.now(), await findDistrictZone(trx, districtId));
}
