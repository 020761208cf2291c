import { chooseNumber } from '@kshem/domain/attempt/choose-number.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import { bands } from '@kshem/domain/worklist/urgency-band.ts';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { listNumbers } from '../calls/queries.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { type ClaimedItem, toItem } from './claim-next.ts';
import { type ItemRow, laneOf } from './claim-statement.ts';
import { reserveEnd } from './lease.ts';
import { momentIn } from './programme-hours.ts';

/** Enough for a quarter of an hour without a network. */
export const reservePlaces = [1, 2] as const;
/** Nobody keeps a household back while the desk is nearly empty: others could call it now. */
const fewestReady = 20;

export type ReservedTurn = {
  readonly householdId: string;
  readonly fence: number;
  readonly claimUntil: Date;
  readonly items: readonly ClaimedItem[];
  /** What the device dials with. */
  readonly dial: { readonly contactPointId: string; readonly link: string; readonly qrPayload: string };
};

/**
 * Keeps a few households for a caller whose network may fail, with all that it takes to call them without the server; those kept before
 * get a new lease. They are the least urgent of the caller's wards: nobody who is urgent waits on a device. The numbers leave the server,
 * so each is written down as seen.
 *
 * @throws AppError not-allowed (the server itself does not call)
 */
export async function reserveTurns(deps: Deps, actor: Actor): Promise<{ items: readonly ReservedTurn[] }> {
  const { userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const { programmeIds } = await momentIn(deps, actor.districtId);
  if (actor.areas.length === 0 || programmeIds.length === 0) return { items: [] };
  const reserving = { ...actor, userId };
  for (const place of reservePlaces) {
    // Two tabs at once: one of them has filled the place.
    await inScope(deps.app, actor, (trx) => fillPlace(deps, trx, reserving, programmeIds, place)).catch((error: unknown) => {
      if (violatedUnique(error) !== 'worklist_one_claim_a_caller') throw error;
    });
  }
  return inScope(deps.app, actor, async (trx) => ({ items: await keptTurns(deps, trx, reserving) }));
}

type Reserving = Actor & { readonly userId: string };

/** Plan: as a claim's, with index worklist_household_ready read from its end; the first lanes are counted until there are enough. */
async function fillPlace(deps: Deps, trx: Trx, actor: Reserving, programmeIds: readonly string[], place: number): Promise<void> {
  const { districtId, userId } = actor;
  const now = deps.now();
  const ready = sql`w.state = 'ready' and w.due_at <= ${now} and w.closes_at > ${reserveEnd(now)}
    and w.band >= ${bands['high-risk']} and w.callback_for is null`;
  const { probes, inLane } = lanesOf(actor, programmeIds);
  await sql`
    -- Materialised: looked at again for each row of a join, it would lock and take one after another.
    with least as materialized (
      select w.household_id from worklist_household w
      where w.district_id = ${districtId} and ${ready} and w.household_id in (
        select c.household_id from ${probes}
        cross join lateral (select w.household_id, w.band, w.due_at from worklist_household w
          where w.district_id = ${districtId} and ${ready} and ${inLane} order by w.band desc, w.due_at desc limit 4) c
        order by c.band desc, c.due_at desc limit 8)
        and not exists (select from worklist_household k where k.district_id = ${districtId} and k.claimed_by = ${userId}
          and k.state = 'claimed' and k.claim_slot = ${place})
        and ${fewestReady} <= (select count(*) from (select from ${probes}
          cross join lateral (select from worklist_household w where w.district_id = ${districtId} and ${ready} and ${inLane}
            limit ${fewestReady}) r limit ${fewestReady}) enough)
      order by w.band desc, w.due_at desc limit 1
      for update of w skip locked)
    update worklist_household w
    set state = 'claimed', claimed_by = ${userId}, claimed_at = ${now}, claim_until = ${reserveEnd(now)}, fence = w.fence + 1,
      claim_slot = ${place}
    from least
    where w.district_id = ${districtId} and w.household_id = least.household_id`.execute(trx);
}

/** The lanes in which the caller's households stand, as the two indexes of what is ready have them. */
function lanesOf({ languages, areas }: Actor, programmeIds: readonly string[]) {
  const pairs = programmeIds.flatMap((programmeId) => languages.map((language) => ({ programmeId, language })));
  if (areas === 'all') {
    const [programmes, spoken] = [pairs.map(({ programmeId }) => programmeId), pairs.map(({ language }) => language)];
    return {
      probes: sql`unnest(${programmes}::text[], ${spoken}::text[]) as p (programme_id, language)`,
      inLane: sql`w.programme_id = p.programme_id and w.language = p.language`,
    };
  }
  const lanes = pairs.flatMap(({ programmeId, language }) => areas.map((areaId) => laneOf(programmeId, language, areaId)));
  return { probes: sql`unnest(${lanes}::text[]) as p (lane)`, inLane: sql`w.lane = p.lane` };
}

async function keptTurns(deps: Deps, trx: Trx, actor: Reserving): Promise<ReservedTurn[]> {
  const now = deps.now();
  const kept = await renewKept(trx, actor, now);
  const turns: ReservedTurn[] = [];
  for (const [householdId, rows] of Map.groupBy(kept, (row) => row.householdId)) {
    const [first] = rows;
    const items = rows.filter(({ item_id }) => item_id !== null).map(toItem);
    if (!first || items.length === 0) continue;
    const numbers = await listNumbers(trx, actor.districtId, householdId);
    const chosen = chooseNumber(
      items.map(({ personId, nextContactPointId }) => ({ personId, wantedId: nextContactPointId })),
      numbers.map(({ inService, wrong, ...number }) => ({ ...number, usable: inService && !wrong })),
    );
    const number = chosen.kind === 'chosen' && numbers.find((one) => one.contactPointId === chosen.contactPointId);
    if (!number || chosen.kind !== 'chosen') continue;
    // Who is not reached by this number is rung another time, with the server.
    const asked = items.filter(({ personId }) => chosen.personIds.includes(personId));
    await writeAudit(deps, trx, actor, {
      action: 'person.number-revealed',
      subjectKind: 'person',
      subjectId: number.personId,
      detail: { contactPointId: number.contactPointId, reason: 'kept-for-offline' },
    });
    const link = `tel:${number.number}`;
    turns.push({
      householdId,
      fence: first.fence,
      claimUntil: first.claimUntil,
      items: asked,
      dial: { contactPointId: number.contactPointId, link, qrPayload: link },
    });
  }
  return turns;
}

type KeptRow = { householdId: string; fence: number; claimUntil: Date } & ItemRow;

async function renewKept(trx: Trx, { districtId, userId }: Reserving, now: Date): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    with kept as (
      update worklist_household set claim_until = ${reserveEnd(now)}
      where district_id = ${districtId} and claimed_by = ${userId} and state = 'claimed' and claim_slot > 0 and claim_until > ${addMinutes(now, -1)}
      returning household_id, fence, claim_until)
    select k.household_id "householdId", k.fence, k.claim_until "claimUntil", i.id as item_id, i.check_in_id, i.check_in_due_on, i.episode_id,
      i.person_id, i.programme_id, i.next_contact_point_id, i.band, i.attempts
    from kept k left join worklist_item i on i.district_id = ${districtId} and i.household_id = k.household_id and i.state = 'open'
      and i.due_at <= ${now} and i.closes_at > ${now}
    order by i.band, i.due_at, i.id`.execute(trx);
  return rows;
}
