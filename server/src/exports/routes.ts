import * as exports from '@kshem/contract/exports.ts';
import { type Door, mount } from '../http/mount.ts';
import { escalationsSheet, needsSheet, worklistSheet } from './desk-sheets.ts';
import { exportSheet } from './export-sheet.ts';
import { importsSheet, ledgerSheet, peopleSheet, usersSheet } from './record-sheets.ts';

export function exportRoutes(door: Door): void {
  const { deps } = door;
  mount(door, exports.exportWorklist, async ({ actor, query }) =>
    exportSheet(deps, actor, await worklistSheet(deps, actor, query), query),
  );
  mount(door, exports.exportNeeds, async ({ actor, query }) =>
    exportSheet(deps, actor, await needsSheet(deps, actor, query), query),
  );
  mount(door, exports.exportEscalations, async ({ actor, query }) =>
    exportSheet(deps, actor, await escalationsSheet(deps, actor, query), query),
  );
  mount(door, exports.exportPeople, async ({ actor, query }) =>
    exportSheet(deps, actor, await peopleSheet(deps, actor, query), query),
  );
  mount(door, exports.exportLedger, async ({ actor, params, query }) =>
    exportSheet(deps, actor, await ledgerSheet(deps, actor, { ...params, ...query }), query),
  );
  mount(door, exports.exportUsers, async ({ actor, query }) => exportSheet(deps, actor, await usersSheet(deps, actor), query));
  mount(door, exports.exportImports, async ({ actor, query }) =>
    exportSheet(deps, actor, await importsSheet(deps, actor, query), query),
  );
}
