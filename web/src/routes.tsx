import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { useMe } from './api/use-me.ts';
import { boardSearch } from './board/board-search.ts';
import { deliveriesSearch } from './deliveries/deliveries-search.ts';
import { escalationsSearch } from './escalations/escalations-search.ts';
import { helpDeskSearch, helpedSearch } from './help-desk/help-desk-search.ts';
import { hygieneSearch, importSearch, listsSearch } from './lists/lists-search.ts';
import { needsSearch } from './needs/needs-search.ts';
import { registrySearch } from './registry/registry-search.ts';
import { closedDaySearch, reportsSearch } from './reports/reports-search.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { lazyPage } from './shell/lazy-page.ts';
import { placesFor } from './shell/places.ts';
import { Shell } from './shell/shell.tsx';
import { UnknownPage } from './shell/unknown-page.tsx';
import { shiftingSearch } from './shifting/shifting-search.ts';
import { Loading } from './ui/states.tsx';
import { worklistSearch } from './worklist/worklist-search.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: UnknownPage });
const page = <const P extends string>(path: P) => ({ getParentRoute: () => root, path });

const settings = settingsRoutes(root);

/** Each family of screens is a chunk of its own, fetched when somebody goes there. */
const tree = root.addChildren([
  createRoute({ ...page('/'), component: FirstPlace }),
  createRoute({
    ...page('/desk'),
    component: lazyRouteComponent(() => import('./call-desk/call-desk-page.tsx'), 'CallDeskPage'),
  }),
  createRoute({
    ...page('/board'),
    validateSearch: boardSearch,
    component: lazyPage(() => import('./board/board-page.tsx'), 'BoardPage'),
  }),
  createRoute({ ...page('/people'), component: lazyPage(() => import('./people/people-page.tsx'), 'PeoplePage') }),
  createRoute({ ...page('/people/enrol'), component: lazyPage(() => import('./people/enrol-page.tsx'), 'EnrolPage') }),
  createRoute({
    ...page('/people/$personId'),
    component: lazyPage(() => import('./people/person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    ...page('/people/$personId/sheet'),
    component: lazyPage(() => import('./doctor/sheet-page.tsx'), 'SheetPage'),
  }),
  createRoute({
    ...page('/worklist'),
    validateSearch: worklistSearch,
    component: lazyPage(() => import('./worklist/worklist-page.tsx'), 'WorklistPage'),
  }),
  createRoute({
    ...page('/escalations'),
    validateSearch: escalationsSearch,
    component: lazyPage(() => import('./escalations/escalations-page.tsx'), 'EscalationsPage'),
  }),
  createRoute({
    ...page('/shifting'),
    validateSearch: shiftingSearch,
    component: lazyPage(() => import('./shifting/shifting-page.tsx'), 'ShiftingPage'),
  }),
  createRoute({
    ...page('/registry'),
    validateSearch: registrySearch,
    component: lazyPage(() => import('./registry/registry-page.tsx'), 'RegistryPage'),
  }),
  createRoute({ ...page('/beds'), component: lazyPage(() => import('./registry/beds-page.tsx'), 'BedsPage') }),
  createRoute({
    ...page('/needs'),
    validateSearch: needsSearch,
    component: lazyPage(() => import('./needs/needs-page.tsx'), 'NeedsPage'),
  }),
  createRoute({
    ...page('/deliveries'),
    validateSearch: deliveriesSearch,
    component: lazyPage(() => import('./deliveries/deliveries-page.tsx'), 'DeliveriesPage'),
  }),
  createRoute({
    ...page('/help-desk'),
    validateSearch: helpDeskSearch,
    component: lazyPage(() => import('./help-desk/help-desk-page.tsx'), 'HelpDeskPage'),
  }),
  createRoute({
    ...page('/help-desk/helped'),
    validateSearch: helpedSearch,
    component: lazyPage(() => import('./help-desk/helped-page.tsx'), 'HelpedPage'),
  }),
  createRoute({
    ...page('/help-desk/slips/$visitId'),
    component: lazyPage(() => import('./help-desk/slip-page.tsx'), 'SlipPage'),
  }),
  createRoute({
    ...page('/lists'),
    validateSearch: listsSearch,
    component: lazyPage(() => import('./lists/lists-page.tsx'), 'ListsPage'),
  }),
  createRoute({
    ...page('/lists/new'),
    component: lazyPage(() => import('./lists/new-list-page.tsx'), 'NewListPage'),
  }),
  createRoute({
    ...page('/lists/duplicates'),
    component: lazyPage(() => import('./lists/duplicates-page.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    ...page('/lists/hygiene'),
    validateSearch: hygieneSearch,
    component: lazyPage(() => import('./lists/hygiene-page.tsx'), 'HygienePage'),
  }),
  createRoute({
    ...page('/lists/$importId'),
    validateSearch: importSearch,
    component: lazyPage(() => import('./lists/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    ...page('/reports'),
    validateSearch: reportsSearch,
    component: lazyPage(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
  }),
  createRoute({
    ...page('/reports/$day'),
    validateSearch: closedDaySearch,
    component: lazyPage(() => import('./reports/closed-day-page.tsx'), 'ClosedDayPage'),
  }),
  createRoute({
    ...page('/training'),
    component: lazyPage(() => import('./training/training-page.tsx'), 'TrainingPage'),
  }),
  settings,
  createRoute({ ...page('/account'), component: lazyPage(() => import('./account/account-page.tsx'), 'AccountPage') }),
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
