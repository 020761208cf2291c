import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { compareSearch, dryRunSearch } from './programmes/compare-search.ts';
import { usersSearch } from './users/users-search.ts';

/** The parts of the settings, each a chunk of its own inside one frame. */
export function settingsRoutes<const Root extends AnyRootRoute>(root: Root) {
  const frame = createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  });
  const part = <const P extends string>(path: P) => ({ getParentRoute: () => frame, path });
  return frame.addChildren([
    createRoute({ ...part('/'), component: lazyRouteComponent(() => import('./first-section.tsx'), 'FirstSection') }),
    createRoute({
      ...part('/users'),
      validateSearch: usersSearch,
      component: lazyRouteComponent(() => import('./users/users-page.tsx'), 'UsersPage'),
    }),
    createRoute({
      ...part('/users/new'),
      component: lazyRouteComponent(() => import('./users/new-user-page.tsx'), 'NewUserPage'),
    }),
    createRoute({ ...part('/users/$userId'), component: lazyRouteComponent(() => import('./users/user-page.tsx'), 'UserPage') }),
    createRoute({ ...part('/roles'), component: lazyRouteComponent(() => import('./roles-page.tsx'), 'RolesPage') }),
    createRoute({ ...part('/areas'), component: lazyRouteComponent(() => import('./areas/areas-page.tsx'), 'AreasPage') }),
    createRoute({ ...part('/languages'), component: lazyRouteComponent(() => import('./languages-page.tsx'), 'LanguagesPage') }),
    createRoute({
      ...part('/programmes'),
      component: lazyRouteComponent(() => import('./programmes/programmes-page.tsx'), 'ProgrammesPage'),
    }),
    createRoute({
      ...part('/programmes/$programmeId/versions/$version'),
      component: lazyRouteComponent(() => import('./programmes/protocol-page.tsx'), 'ProtocolPage'),
    }),
    createRoute({
      ...part('/programmes/$programmeId/compare'),
      validateSearch: compareSearch,
      component: lazyRouteComponent(() => import('./programmes/compare-page.tsx'), 'ComparePage'),
    }),
    createRoute({
      ...part('/programmes/$programmeId/dry-run'),
      validateSearch: dryRunSearch,
      component: lazyRouteComponent(() => import('./programmes/dry-run-page.tsx'), 'DryRunPage'),
    }),
    createRoute({ ...part('/hours'), component: lazyRouteComponent(() => import('./hours-page.tsx'), 'HoursPage') }),
    createRoute({
      ...part('/sources'),
      component: lazyRouteComponent(() => import('./sources/sources-page.tsx'), 'SourcesPage'),
    }),
  ]);
}
