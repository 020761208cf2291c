import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Deps } from '../deps.ts';
import { decideProposal, findProposal, lockProposal } from './merge-queries.ts';
import { lockPeople } from './queries.ts';

/**
 * Says that two records are two people. The pair is not proposed again.
 * @throws AppError not-found · already-decided
 */
export async function keepApart(deps: Deps, actor: Actor, { proposalId }: { proposalId: string }): Promise<void> {
  const { districtId, userId } = actor;
  await deps.system.transaction().execute(async (trx) => {
    const proposal = await findProposal(trx, districtId, proposalId);
    const people = proposal ? await lockPeople(trx, districtId, [proposal.personA, proposal.personB]) : [];
    if (!proposal || !people.every(({ areaId }) => seesArea(actor, areaId))) throw new AppError('not-found', { proposalId });
    if (!(await lockProposal(trx, districtId, proposalId))) throw new AppError('already-decided', { proposalId });
    await decideProposal(trx, districtId, proposalId, { status: 'kept-apart', at: deps.now(), by: userId });
    await writeAudit(deps, trx, actor, {
      action: 'people.kept-apart',
      subjectKind: 'merge-proposal',
      subjectId: proposalId,
      detail: { personIds: [proposal.personA, proposal.personB] },
    });
  });
}
