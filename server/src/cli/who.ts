import { localDate } from '@kshem/domain/time/local-date.ts';
import { makeLoadActor, type SignedInActor } from '../access/load-actor.ts';
import { findAccount, findPassword } from '../access/queries.ts';
import type { Deps } from '../deps.ts';
import { listDistricts } from '../jobs/queries.ts';
import { StartError } from '../start-error.ts';

/** The district a command works on: the one named, or the only one there is. */
export async function districtOf(deps: Deps, named: unknown): Promise<{ id: number; timeZone: string; today: string }> {
  const districts = await listDistricts(deps.system);
  const district =
    named === undefined && districts.length === 1 ? districts[0] : districts.find(({ id }) => String(id) === named);
  if (district) return { ...district, today: localDate(deps.now(), district.timeZone) };
  if (districts.length === 0)
    throw new StartError(
      'There is no district in this installation.',
      'Fill it with the demo district (kshem up) or create your own.',
    );
  throw new StartError(
    `Name the district: --district ${districts.map(({ id }) => id).join(' or ')}.`,
    'The numbers are those of the area tree.',
  );
}

/** The user in whose name a command acts. Whoever may run commands here is trusted to say so; the trail records the user. */
export async function actorNamed(deps: Deps, login: unknown): Promise<SignedInActor> {
  const known = await findPassword(deps.system, String(login).toLowerCase());
  const account = known && (await findAccount(deps.system, known.userId));
  if (!account) throw new StartError(`There is no user "${String(login)}".`, 'kshem user list shows them.');
  return makeLoadActor({ app: deps.app, now: deps.now })(account);
}
