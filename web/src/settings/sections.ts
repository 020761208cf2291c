import type { Permission } from '@kshem/domain/access/roles.ts';

/** The parts of the settings, shown to those whose roles allow any of `needs`. */
export const sections = [
  { to: '/settings/users', word: 'settings.users', needs: ['user.manage'] },
  { to: '/settings/roles', word: 'settings.roles', needs: ['user.manage'] },
  { to: '/settings/areas', word: 'settings.areas', needs: ['area.manage'] },
  { to: '/settings/languages', word: 'settings.languages', needs: ['area.manage'] },
  { to: '/settings/programmes', word: 'settings.programmes', needs: ['protocol.read'] },
  { to: '/settings/hours', word: 'settings.hours', needs: ['protocol.read'] },
  { to: '/settings/sources', word: 'settings.sources', needs: ['import.run'] },
] as const satisfies readonly { to: `/settings/${string}`; word: `settings.${string}`; needs: readonly Permission[] }[];

export function sectionsFor(held: readonly Permission[]) {
  return sections.filter(({ needs }) => needs.some((permission) => held.includes(permission)));
}
