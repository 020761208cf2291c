import { type AnyRootRoute, createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy-page.ts';
import { compareSearch, dryRunSearch } from './programmes/compare-search.ts';
import { usersSearch } from './users/users-search.ts';

/** The parts of the settings, each a chunk of its own inside one frame. */
export function settingsRoutes<const Root extends AnyRootRoute>(root: Root) {
  const frame = createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyPage(() => import('./settings-page.tsx'), 'SettingsPage'),
  });
  const part = <const P extends string>(path: P) => ({ getParentRoute: () => frame, path });
  return frame.addChildren([
    createRoute({ ...part('/'), component: lazyPage(() => import('./first-section.tsx'), 'FirstSection') }),
    createRoute({
      ...part('/users'),
      validateSearch: usersSearch,
      component: lazyPage(() => import('./users/users-page.tsx'), 'UsersPage'),
    }),
    createRoute({
      ...part('/users/new'),
      component: lazyPage(() => import('./users/new-user-page.tsx'), 'NewUserPage'),
    }),
    createRoute({ ...part('/users/$userId'), component: lazyPage(() => import('./users/user-page.tsx'), 'UserPage') }),
    createRoute({ ...part('/roles'), component: lazyPage(() => import('./roles-page.tsx'), 'RolesPage') }),
    createRoute({ ...part('/areas'), component: lazyPage(() => import('./areas/areas-page.tsx'), 'AreasPage') }),
    createRoute({ ...part('/languages'), component: lazyPage(() => import('./languages-page.tsx'), 'LanguagesPage') }),
    createRoute({
      ...part('/programmes'),
      component: lazyPage(() => import('./programmes/programmes-page.tsx'), 'ProgrammesPage'),
    }),
    createRoute({
      ...part('/programmes/$programmeId/versions/$version'),
      component: lazyPage(() => import('./programmes/protocol-page.tsx'), 'ProtocolPage'),
    }),
    createRoute({
      ...part('/programmes/$programmeId/compare'),
      validateSearch: compareSearch,
      component: lazyPage(() => import('./programmes/compare-page.tsx'), 'ComparePage'),
    }),
    createRoute({
      ...part('/programmes/$programmeId/dry-run'),
      validateSearch: dryRunSearch,
      component: lazyPage(() => import('./programmes/dry-run-page.tsx'), 'DryRunPage'),
    }),
    createRoute({ ...part('/hours'), component: lazyPage(() => import('./hours-page.tsx'), 'HoursPage') }),
    createRoute({
      ...part('/sources'),
      component: lazyPage(() => import('./sources/sources-page.tsx'), 'SourcesPage'),
    }),
  ]);
}
