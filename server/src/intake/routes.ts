import type { Answered } from '@kshem/contract/endpoint.ts';
import * as intake from '@kshem/contract/intake.ts';
import { type Door, mount } from '../http/mount.ts';
import { withSpooled } from '../http/spool-upload.ts';
import { hygieneReport } from './hygiene-report.ts';
import { previewList } from './preview-list.ts';
import { findRunSeen, listImports, readReport } from './read-import.ts';
import { rejectsFile } from './rejects-file.ts';
import { saveMapping } from './save-mapping.ts';

export function intakeRoutes(door: Door): void {
  const { deps } = door;
  mount(door, intake.previewList, ({ actor, body, file }) =>
    withSpooled(file, (path) => previewList(deps, actor, { ...body, path })),
  );
  mount(door, intake.listImports, async ({ actor, query }) => ({ items: await listImports(deps, actor, query) }));
  mount(door, intake.readImport, ({ actor, params }) => findRunSeen(deps, actor, params.importId));
  mount(door, intake.readImportReport, async ({ actor, params, query }) => {
    const report = await readReport(deps, actor, { ...params, ...query });
    const next = report.rows.length === query.limit ? (report.rows.at(-1)?.rowNumber ?? null) : null;
    // Verdicts are texts in the database; the answer's schema checks them.
    return { ...report, next } as Answered<typeof intake.readImportReport>;
  });
  mount(door, intake.takeRejects, ({ actor, params, query }) => rejectsFile(deps, actor, { ...params, ...query }));
  mount(door, intake.readHygiene, async ({ actor, query }) => ({ items: await hygieneReport(deps, actor, query) }));
  mount(door, intake.saveMapping, async ({ actor, params, body }) => ({
    corrections: await saveMapping(deps, actor, { ...params, ...body }),
  }));
}
