import type { Permission } from '@kshem/domain/access/roles.ts';

/** Where one can go, in the order of a day's work; shown to those whose roles allow any of `needs`. */
export const places = [
  { to: '/desk', word: 'place.desk', needs: ['worklist.claim'] },
  { to: '/board', word: 'place.board', needs: ['report.read'] },
  { to: '/deliveries', word: 'place.deliveries', needs: ['need.deliver'] },
  { to: '/people', word: 'place.people', needs: ['person.read'] },
  { to: '/worklist', word: 'place.worklist', needs: ['worklist.watch'] },
  { to: '/escalations', word: 'place.escalations', needs: ['escalation.read'] },
  { to: '/shifting', word: 'place.shifting', needs: ['transfer.read'] },
  { to: '/registry', word: 'place.registry', needs: ['registry.read'] },
  { to: '/needs', word: 'place.needs', needs: ['need.read'] },
  { to: '/help-desk', word: 'place.helpDesk', needs: ['helpdesk.work'] },
  { to: '/beds', word: 'place.beds', needs: ['registry.own'] },
  { to: '/lists', word: 'place.lists', needs: ['import.run'] },
  { to: '/reports', word: 'place.reports', needs: ['ledger.read', 'report.read'] },
  { to: '/training', word: 'place.training', needs: ['worklist.claim'] },
  { to: '/settings', word: 'place.settings', needs: ['user.manage', 'protocol.read'] },
] as const satisfies readonly { to: `/${string}`; word: `place.${string}`; needs: readonly Permission[] }[];

export type Place = (typeof places)[number];

export function placesFor(held: readonly Permission[]): readonly Place[] {
  return places.filter(({ needs }) => needs.some((permission) => held.includes(permission)));
}
