import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { isOnTheLine } from '../calls/move-calls.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { endEpisode } from '../episodes/end-episode.ts';
import { inheritAnswers } from '../episodes/inherit-answers.ts';
import { moveEpisodes } from '../episodes/move-episodes.ts';
import { stopPerson } from '../episodes/stop-person.ts';
import { takeOverEscalations } from '../escalations/take-over-escalations.ts';
import { takeOverBeneficiary } from '../help-desk/queries.ts';
import { takeOverNeeds } from '../needs/move-needs.ts';
import { takeOverTransfers } from '../transfers/queries.ts';
import { moveItems } from '../worklist/move-items.ts';
import { joinHouseholds } from './join-households.ts';
import { lockPeopleAndRoofs } from './lock-people.ts';
import {
  closeSettledProposals,
  decideProposal,
  findProposal,
  lockEpisodesOfTwo,
  lockProposal,
  setMergedInto,
  takeOverNumbers,
  takeOverTraits,
} from './merge-queries.ts';
import type { PersonRow } from './queries.ts';

export type Merging = {
  readonly proposalId: string;
  /** Which of the two records stays; the older one when absent. */
  readonly keepPersonId?: string;
};
export type Merged = { readonly personId: string; readonly mergedPersonId: string };

/**
 * Makes one record of two that are one person's: a supervisor says so, on the evidence of a proposal. Numbers, list entries, episodes with
 * what is due and open, and needs go to the record that stays. Of two open episodes of a programme the one opened first goes on, with what
 * was last heard in either. What was said stays under the record in which it was written; readers follow `merged_into`.
 *
 * Runs over the whole district, after it was made sure that both people are in the actor's areas.
 *
 * @throws AppError not-found · already-decided · being-called
 */
export function mergePeople(deps: Deps, actor: Actor, merging: Merging): Promise<Merged> {
  return againOnDeadlock(() => deps.system.transaction().execute((trx) => write(deps, trx, actor, merging)));
}

async function write(deps: Deps, trx: Trx, actor: Actor, { proposalId, keepPersonId }: Merging): Promise<Merged> {
  const { districtId, userId } = actor;
  const proposal = await findProposal(trx, districtId, proposalId);
  if (!proposal) throw new AppError('not-found', { proposalId });
  // One when they are one already.
  const two = await lockPeopleAndRoofs(trx, districtId, [proposal.personA, proposal.personB]);
  if (two.length === 0 || two.some(({ areaId }) => !seesArea(actor, areaId))) throw new AppError('not-found', { proposalId });
  if (!(await lockProposal(trx, districtId, proposalId))) throw new AppError('already-decided', { proposalId });
  const decision = { status: 'merged', at: deps.now(), by: userId } as const;
  await decideProposal(trx, districtId, proposalId, decision);
  const [stays, goes] = whoStays(two, keepPersonId);
  if (goes) await mergeTwo(deps, trx, actor, stays, goes);
  await closeSettledProposals(trx, districtId, stays.personId, decision);
  const merged = { personId: stays.personId, mergedPersonId: goes?.personId ?? stays.personId };
  await writeAudit(deps, trx, actor, {
    action: 'people.merged',
    subjectKind: 'person',
    subjectId: merged.personId,
    detail: { mergedPersonId: merged.mergedPersonId, proposalId },
  });
  return merged;
}

function whoStays(two: readonly PersonRow[], keepPersonId: string | undefined): [PersonRow, PersonRow?] {
  const ordered = [...two].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.personId < b.personId ? -1 : 1));
  const [older, newer] = ordered as [PersonRow, PersonRow?];
  if (!newer) return [older];
  return newer.personId === keepPersonId ? [newer, older] : [older, newer];
}

async function mergeTwo(deps: Deps, trx: Trx, actor: Actor, stays: PersonRow, goes: PersonRow): Promise<void> {
  const { districtId, userId: by } = actor;
  const now = deps.now();
  const both = { districtId, fromPersonId: goes.personId, toPersonId: stays.personId };
  await refuseDuringCall(trx, districtId, [stays, goes]);
  const joined = await joinHouseholds(deps, trx, { districtId, householdIds: [stays.householdId, goes.householdId] });
  if (joined.kind === 'being-called') throw new AppError('being-called', { personIds: [stays.personId, goes.personId] });
  await endSecondEpisodes(deps, trx, actor, [stays.personId, goes.personId]);
  const { householdId } = joined;
  const { personId, areaId, language } = stays;
  const moving = { districtId, personIds: [goes.personId], householdId, as: { personId, areaId, language }, now };
  const episodeIds = await moveEpisodes(trx, moving);
  await moveItems(trx, moving);
  await takeOverNeeds(trx, deps, { ...both, householdId, areaId, by });
  await takeOverEscalations(trx, { districtId, episodeIds, toPersonId: personId, areaId, now });
  await takeOverBeneficiary(trx, { ...both, areaId, now });
  await takeOverTransfers(trx, { districtId, episodeIds, toPersonId: personId, areaId, now });
  await takeOverTraits(trx, { ...both, now });
  await takeOverNumbers(trx, { ...both, areaId });
  await setMergedInto(trx, districtId, goes.personId, personId, now);
  await keepStopped(deps, trx, actor, { ...stays, householdId }, goes);
}

/** Their outcome would be written for a record that is gone. */
async function refuseDuringCall(trx: Trx, districtId: number, two: readonly PersonRow[]): Promise<void> {
  for (const { personId } of two) {
    if (await isOnTheLine(trx, districtId, personId)) throw new AppError('being-called', { personIds: [personId] });
  }
}

async function endSecondEpisodes(deps: Deps, trx: Trx, actor: Actor, personIds: readonly string[]): Promise<void> {
  const { districtId } = actor;
  const at = deps.now();
  const open = await lockEpisodesOfTwo(trx, districtId, personIds);
  for (const second of open) {
    const first = open.find(({ programmeId }) => programmeId === second.programmeId);
    if (!first || first === second) continue;
    const { episodeId, personId } = second;
    await inheritAnswers(trx, { districtId, fromEpisodeId: episodeId, toEpisodeId: first.episodeId, at });
    await endEpisode(trx, { districtId, episodeId, personId, outcome: 'duplicate', at });
    await writeAudit(deps, trx, actor, {
      action: 'episode.ended',
      subjectKind: 'episode',
      subjectId: episodeId,
      detail: { outcome: 'duplicate', goesOnAs: first.episodeId },
    });
  }
}

/** A death or a wish not to be called that only the other record knew of holds for the person, and with all that it stops. */
async function keepStopped(deps: Deps, trx: Trx, actor: Actor, stays: PersonRow, goes: PersonRow): Promise<void> {
  const { personId, householdId } = stays;
  const stop = { personId, householdId, episodeId: null, stops: 'person' } as const;
  if (goes.deceasedAt && !stays.deceasedAt) await stopPerson(deps, trx, actor, { ...stop, outcome: 'died' });
  else if (goes.doNotCallAt && !stays.doNotCallAt) await stopPerson(deps, trx, actor, { ...stop, outcome: 'withdrew' });
}
