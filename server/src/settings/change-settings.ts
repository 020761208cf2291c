import type { Role } from '@kshem/domain/access/roles.ts';
import { hoursLeft, type OwnHours } from '@kshem/domain/schedule/narrow-window.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listProgrammesOf } from '../programmes/queries.ts';
import { findSettings, markSessions, putSettings } from './queries.ts';

export type Settings = OwnHours & {
  readonly secondFactorRoles: readonly Role[];
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
};

/** What the actor's district decides for itself; nothing, where nothing was set. */
export async function readSettings({ app }: Pick<Deps, 'app'>, { districtId }: Pick<Actor, 'districtId'>): Promise<Settings> {
  return settingsOf(await findSettings(app, districtId));
}

/** Whoever needs a second factor and has none can do nothing but add one from now on, the actor included. */
export function setSecondFactorRoles(deps: Deps, actor: Actor, { roles }: { roles: readonly Role[] }): Promise<Settings> {
  const wanted = [...new Set(roles)];
  return change(
    deps,
    actor,
    { second_factor_roles: wanted },
    { action: 'settings.second-factor-set', detail: { roles: wanted } },
    (trx) => markSessions(trx, actor.districtId),
  );
}

/** Hours over those of the protocols, never wider. @throws AppError no-hours-left (a running programme could call nobody any more). */
export async function setCallingHours(deps: Deps, actor: Actor, own: OwnHours): Promise<Settings> {
  for (const { programmeId, version } of await listProgrammesOf(deps.app, actor.districtId)) {
    const { protocol } = await deps.protocols.get(programmeId, version);
    if (!hoursLeft(protocol.callingWindow, own)) throw new AppError('no-hours-left', { programmeId });
  }
  const row = {
    calls_from: own.callsFrom,
    calls_until: own.callsUntil,
    closed_weekdays: [...new Set(own.closedWeekdays)].sort((a, b) => a - b),
    closed_days: [...new Set(own.closedDays)].sort(),
  };
  return change(deps, actor, row, { action: 'settings.calling-hours-set', detail: row });
}

function change(
  deps: Deps,
  actor: Actor,
  row: Partial<Parameters<typeof putSettings>[1]>,
  entry: { action: string; detail: Record<string, unknown> },
  then?: (trx: Trx) => Promise<void>,
): Promise<Settings> {
  const { districtId, userId } = actor;
  return inScope(deps.app, actor, async (trx) => {
    await putSettings(trx, { ...row, district_id: districtId }, { changed_at: deps.now(), changed_by: userId });
    await then?.(trx);
    await writeAudit(deps, trx, actor, { ...entry, subjectKind: 'district', subjectId: String(districtId) });
    return settingsOf(await findSettings(trx, districtId));
  });
}

function settingsOf(row: Awaited<ReturnType<typeof findSettings>>): Settings {
  return {
    secondFactorRoles: (row?.second_factor_roles ?? []) as Role[],
    callsFrom: row?.calls_from ?? null,
    callsUntil: row?.calls_until ?? null,
    closedWeekdays: row?.closed_weekdays ?? [],
    closedDays: row?.closed_days ?? [],
    changedAt: row?.changed_at ?? null,
    changedBy: row?.changed_by ?? null,
  };
}
