import { randomInt } from 'node:crypto';
import { type Role, roles } from '@kshem/domain/access/roles.ts';
import type { Command } from 'commander';
import { disableUser, enableUser, resetPassword } from '../access/change-user.ts';
import { createUser } from '../access/create-user.ts';
import { listUsers } from '../access/list-users.ts';
import { systemActor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { StartError } from '../start-error.ts';
import { action, withDeps } from './command.ts';
import { actorNamed, districtOf } from './who.ts';

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('create, list, disable accounts');

  const create = user
    .command('create')
    .requiredOption('--login <name>', 'what they sign in with')
    .requiredOption('--role <role...>', roles.join(', '))
    .requiredOption('--name <text>', 'name in Latin letters')
    .option('--name-hi <text>', 'name in Devanagari (default: as --name)')
    .option('--area <id...>', 'areas they work in, with everything below (default: the whole district)')
    .option('--language <code...>', 'languages they speak', ['hi'])
    .option('--district <id>')
    .description('create an account; prints a password that must be changed at first sign-in');
  action(create, (_args, options) => withDeps((deps) => createOne(deps, options)));

  const list = user.command('list').option('--district <id>').description('accounts of a district');
  action(list, (_args, options) =>
    withDeps(async (deps) => {
      const { id } = await districtOf(deps, options.district);
      const users = await listUsers(deps, systemActor(id));
      const text = users
        .map(
          (one) =>
            `${one.login.padEnd(16)} ${one.roles.join(', ').padEnd(24)} ${one.nameEn}${one.disabledAt ? ' (disabled)' : ''}`,
        )
        .join('\n');
      return { data: users, text };
    }),
  );

  change(user, 'disable', 'shut an account out at once', async (deps, login) => {
    const { userId, districtId } = await actorNamed(deps, login);
    return disableUser(deps, systemActor(districtId), userId);
  });
  change(user, 'enable', 'let a disabled account in again', async (deps, login) => {
    const { userId, districtId } = await actorNamed(deps, login);
    return enableUser(deps, systemActor(districtId), userId);
  });

  const password = user
    .command('reset-password')
    .argument('<login>')
    .description('give a new password, to be changed at the next sign-in');
  action(password, ([login]) =>
    withDeps(async (deps) => {
      const { userId, districtId } = await actorNamed(deps, login);
      const given = newPassword();
      await resetPassword(deps, systemActor(districtId), userId, given);
      return { data: { login, password: given }, text: `${login}: ${given}` };
    }),
  );
}

async function createOne(deps: Deps, options: Record<string, unknown>) {
  const unknown = (options.role as string[]).find((role) => !roles.includes(role as Role));
  if (unknown) throw new StartError(`There is no role "${unknown}".`, `Choose from: ${roles.join(', ')}.`);
  const { id } = await districtOf(deps, options.district);
  const password = newPassword();
  const account = await createUser(deps, systemActor(id), {
    login: options.login as string,
    nameEn: options.name as string,
    nameHi: (options.nameHi as string | undefined) ?? (options.name as string),
    password,
    roles: options.role as Role[],
    areaIds: ((options.area as string[] | undefined) ?? [String(id)]).map(Number),
    languages: options.language as string[],
    uiLanguage: 'hi',
  });
  return { data: { ...account, password }, text: `${account.login}: ${password}\nIt must be changed at the first sign-in.` };
}

function change(
  user: Command,
  name: string,
  about: string,
  run: (deps: Deps, login: string) => Promise<{ login: string }>,
): void {
  const command = user.command(name).argument('<login>').description(about);
  action(command, ([login]) =>
    withDeps(async (deps) => {
      const account = await run(deps, login as string);
      return { data: account, text: `${account.login}: ${name}d` };
    }),
  );
}

/** Four groups that can be read out over the telephone; no letters or digits that look alike. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
