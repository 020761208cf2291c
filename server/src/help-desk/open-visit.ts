import { helpDesk } from '@kshem/domain/help-desk/request-kinds.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { raiseNeeds } from '../needs/raise-need.ts';
import { allCategories, categoryNamed } from './categories.ts';
import {
  findBeneficiary,
  findOfficer,
  findPerson,
  findVisit,
  insertVisit,
  listRequestsOf,
  nextToken,
  tieNeeds,
} from './queries.ts';
import { shownRequest } from './shown-request.ts';

export type Visit = {
  /** Made on the device: sent twice, it is one visit. */
  readonly visitId: string;
  readonly personId: string;
  readonly channel: 'walk-in' | 'phone' | 'message';
  readonly requests: readonly {
    readonly kind: string;
    readonly detail?: string;
    readonly asked?: Readonly<Record<string, string>>;
    readonly promisedAt?: Date;
  }[];
};

type Opened = { readonly visitId: string; readonly token: number };

/**
 * Somebody came, rang or wrote: gives them the day's next token and raises what they ask for on the same machinery as all needs. What
 * waits already, also from a call, is not raised twice; the visit is tied to it.
 *
 * @throws AppError not-found · category-missing · bad-request for a kind that the help desk does not have
 */
export async function openVisit(deps: Deps, actor: Actor, visit: Visit): Promise<Opened> {
  const { userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const open = () => inScope(deps.app, actor, (trx) => write(deps, trx, { ...actor, userId }, visit));
  return open().catch((error: unknown) => {
    // Sent twice at one instant: the other one is there now, and this one's token was given back.
    if (violatedUnique(error) !== 'help_visit_pkey') throw error;
    return open();
  });
}

async function write(deps: Deps, trx: Trx, actor: Actor & { userId: string }, visit: Visit): Promise<Opened> {
  const { districtId, userId } = actor;
  const { visitId, channel, requests } = visit;
  const before = await findVisit(trx, districtId, visitId);
  if (before) return { visitId, token: before.token };
  const person = await findPerson(trx, districtId, visit.personId);
  if (!person) throw new AppError('not-found', { personId: visit.personId });
  const { personId, householdId, areaId } = person;
  if (!(await findBeneficiary(trx, districtId, personId))) throw new AppError('category-missing', { personId });
  const of = { districtId, personId, householdId, areaId, episodeId: null, programmeId: helpDesk, version: '', by: userId };
  await raiseNeeds(
    trx,
    deps,
    requests.map((request) => ({ ...of, ...request, cause: 'person' as const })),
  );
  const now = deps.now();
  const day = localDate(now, person.zone);
  const token = await nextToken(trx, districtId, day);
  const own = { district_id: districtId, person_id: personId, area_id: areaId };
  await insertVisit(trx, { ...own, id: visitId, day, token, channel, at: now, by_user: userId });
  await tieNeeds(trx, { districtId, visitId, personId, areaId, kinds: requests.map(({ kind }) => kind) });
  await writeAudit(deps, trx, actor, {
    action: 'visit.opened',
    subjectKind: 'person',
    subjectId: personId,
    detail: { visitId, channel, kinds: requests.map(({ kind }) => kind) },
  });
  return { visitId, token };
}

/**
 * What stands on the slip of a visit. The look is written down.
 * @throws AppError not-found
 */
export async function readSlip(deps: Deps, actor: Actor, visitId: string) {
  const { districtId } = actor;
  const now = deps.now();
  const { visit, person, standing, categories, officer, rows } = await inScope(deps.app, actor, async (trx) => {
    const found = await findVisit(trx, districtId, visitId);
    const of = found && (await findPerson(trx, districtId, found.personId));
    if (!found || !of) throw new AppError('not-found', { visitId });
    const beneficiary = await findBeneficiary(trx, districtId, of.personId);
    await writeAudit(deps, trx, actor, {
      action: 'visit.slip-read',
      subjectKind: 'person',
      subjectId: of.personId,
      detail: { visitId },
    });
    return {
      ...{ visit: found, person: of, standing: beneficiary },
      categories: await allCategories(trx, districtId),
      officer: beneficiary?.officerId ? await findOfficer(trx, districtId, beneficiary.officerId) : undefined,
      rows: await listRequestsOf(trx, districtId, visitId),
    };
  });
  return {
    ...{ visitId, token: visit.token, day: visit.day, at: visit.at, channel: visit.channel },
    ...{ personId: person.personId, name: person.name, area: { hi: person.areaHi, en: person.areaEn } },
    district: { hi: person.districtHi, en: person.districtEn },
    category: categoryNamed(categories, standing?.category ?? '').title,
    officer: officer ? { name: officer.name, serviceNumber: officer.serviceNumber } : null,
    requests: await Promise.all(rows.map((row) => shownRequest(deps, row, now))),
  };
}
