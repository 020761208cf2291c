import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Answered } from '@kshem/contract/endpoint.ts';
import * as intake from '@kshem/contract/intake.ts';
import { inScope } from '../db/transaction.ts';
import { type Door, mount } from '../http/mount.ts';
import { hygieneReport } from './hygiene-report.ts';
import { listSources } from './list-sources.ts';
import { previewList } from './preview-list.ts';
import { findRunSeen, listImports, readReport } from './read-import.ts';
import { rejectsFile } from './rejects-file.ts';
import { findSource } from './run-queries.ts';
import { saveMapping } from './save-mapping.ts';
import { spoolUpload } from './spool-upload.ts';
import { startImport } from './start-import.ts';

export function intakeRoutes(door: Door): void {
  const { deps, options } = door;
  const dataFolder = options.dataFolder ?? tmpdir();
  mount(door, intake.startImport, async ({ actor, body, file }) => {
    const path = await spoolUpload(dataFolder, deps.newId(), file);
    const { source: sourceCode, programme: programmeId, corrections: mappingCorrections, ...rest } = body;
    const wanted = { ...rest, sourceCode, programmeId, mappingCorrections, path, fileName: file.name };
    return startImport(deps, actor, wanted).catch(async (error: unknown) => {
      await rm(path, { force: true });
      throw error;
    });
  });
  mount(door, intake.previewList, async ({ actor, body, file }) => {
    const path = await spoolUpload(dataFolder, deps.newId(), file);
    const { source: sourceCode, ...rest } = body;
    try {
      return await previewList(deps, actor, { ...rest, sourceCode, path });
    } finally {
      await rm(path, { force: true });
    }
  });
  mount(door, intake.listImports, async ({ actor, query }) => ({
    items: await listImports(deps, actor, { sourceCode: query.source, limit: query.limit }),
  }));
  mount(door, intake.readImport, ({ actor, params }) => findRunSeen(deps, actor, params.importId));
  mount(door, intake.readImportReport, ({ actor, params, query }) => readReport(deps, actor, { ...params, ...query }));
  mount(door, intake.readRejects, ({ actor, params, query }) => rejectsFile(deps, actor, { ...params, ...query }));
  mount(door, intake.listSources, async ({ actor }) => ({ items: await listSources(deps, actor) }));
  mount(door, intake.readMapping, async ({ actor, params }) => {
    const source = await inScope(deps.app, actor, (trx) => findSource(trx, actor.districtId, params.code));
    return { corrections: (source?.mapping ?? {}) as Answered<typeof intake.readMapping>['corrections'] };
  });
  mount(door, intake.saveMapping, async ({ actor, params, body }) => ({
    corrections: await saveMapping(deps, actor, { sourceCode: params.code, corrections: body.corrections }),
  }));
  mount(door, intake.readHygiene, async ({ actor, query }) => ({
    sources: await hygieneReport(deps, actor, { sourceCode: query.source, from: query.from, to: query.to }),
  }));
}
