import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { useMe } from './api/use-me.ts';
import { placesFor } from './shell/places.ts';
import { Shell } from './shell/shell.tsx';
import { UnknownPage } from './shell/unknown-page.tsx';
import { Loading } from './ui/states.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: UnknownPage });
const page = <const P extends string>(path: P) => ({ getParentRoute: () => root, path });

/** Each family of screens is a chunk of its own, fetched when somebody goes there. */
const tree = root.addChildren([
  createRoute({ ...page('/'), component: FirstPlace }),
  createRoute({
    ...page('/desk'),
    component: lazyRouteComponent(() => import('./call-desk/call-desk-page.tsx'), 'CallDeskPage'),
  }),
  createRoute({ ...page('/board'), component: lazyRouteComponent(() => import('./board/board-page.tsx'), 'BoardPage') }),
  createRoute({ ...page('/people'), component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage') }),
  createRoute({
    ...page('/worklist'),
    component: lazyRouteComponent(() => import('./worklist/worklist-page.tsx'), 'WorklistPage'),
  }),
  createRoute({
    ...page('/escalations'),
    component: lazyRouteComponent(() => import('./escalations/escalations-page.tsx'), 'EscalationsPage'),
  }),
  createRoute({ ...page('/needs'), component: lazyRouteComponent(() => import('./needs/needs-page.tsx'), 'NeedsPage') }),
  createRoute({ ...page('/lists'), component: lazyRouteComponent(() => import('./lists/lists-page.tsx'), 'ListsPage') }),
  createRoute({ ...page('/reports'), component: lazyRouteComponent(() => import('./reports/reports-page.tsx'), 'ReportsPage') }),
  createRoute({
    ...page('/training'),
    component: lazyRouteComponent(() => import('./training/training-page.tsx'), 'TrainingPage'),
  }),
  createRoute({
    ...page('/settings'),
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({ ...page('/account'), component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage') }),
]);

/** Everybody begins where their work is. */
function FirstPlace() {
  const { permissions } = useMe();
  return <Navigate to={placesFor(permissions)[0]?.to ?? '/account'} replace />;
}

export const router = createRouter({ routeTree: tree, defaultPreload: 'intent', defaultPendingComponent: Loading });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
