import type { Role } from '@kshem/domain/access/roles.ts';
import { demoDistrict } from '../../../demo/district.ts';
import { type DemoStaff, makeCallers } from '../../../demo/staff.ts';
import { createUser } from '../access/create-user.ts';
import { makeLoadActor } from '../access/load-actor.ts';
import { listAccounts } from '../access/queries.ts';
import { type Actor, systemActor } from '../actor.ts';
import type { Deps } from '../deps.ts';

/** By account id, in the order hired. */
export type Hired = { readonly callers: ReadonlyMap<string, Actor>; readonly doctors: ReadonlyMap<string, Actor> };

/** The room of a simulated day: accounts that nobody can sign in to, used again by the next simulated day. */
export async function hire(deps: Deps, districtId: number, wanted: { callers: number; doctors: number }): Promise<Hired> {
  const callers = makeCallers(wanted.callers).map((who) => ({ who, role: 'caller' as const }));
  const [model] = makeCallers(1) as [DemoStaff];
  const doctors = Array.from({ length: wanted.doctors }, (_, n) => ({
    who: {
      ...model,
      login: `doctor-${n + 1}`,
      areaIds: [demoDistrict.id],
      name: { en: `Doctor ${n + 1}`, hi: `डॉक्टर ${n + 1}` },
    },
    role: 'doctor' as const,
  }));
  const known = new Set((await listAccounts(deps.system, districtId)).map(({ login }) => login));
  for (const { who, role } of [...callers, ...doctors]) {
    if (!known.has(loginOf(who))) await createUser(deps, systemActor(districtId), accountOf(who, role, districtId));
  }
  return { callers: await actorsOf(deps, districtId, callers), doctors: await actorsOf(deps, districtId, doctors) };
}

/** Apart from the logins of people who can sign in. */
function loginOf({ login }: DemoStaff): string {
  return `simulated-${login}`;
}

function accountOf(who: DemoStaff, role: Role, districtId: number) {
  return {
    login: loginOf(who),
    nameEn: who.name.en,
    nameHi: who.name.hi,
    password: null,
    roles: [role],
    areaIds: districtId === demoDistrict.id ? who.areaIds : [districtId],
    languages: who.languages,
    uiLanguage: who.uiLanguage,
    mustChangePassword: false,
  };
}

async function actorsOf(
  deps: Deps,
  districtId: number,
  wanted: readonly { who: DemoStaff }[],
): Promise<ReadonlyMap<string, Actor>> {
  const accounts = new Map((await listAccounts(deps.system, districtId)).map((account) => [account.login, account]));
  const load = makeLoadActor(deps);
  const actors = new Map<string, Actor>();
  for (const { who } of wanted) {
    const account = accounts.get(loginOf(who));
    if (account) actors.set(account.userId, await load(account, districtId));
  }
  return actors;
}
