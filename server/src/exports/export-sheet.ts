import { allows } from '@kshem/domain/access/roles.ts';
import type { Language } from '@kshem/domain/text.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { FileAnswer } from '../http/mount.ts';
import { findZone } from '../settings/find-zone.ts';
import { type Cell, type Sheet, sayIn } from './sheet.ts';
import { asCsv, asXlsx, fileTypes } from './write-sheet.ts';

export type FileWanted = { readonly format: keyof typeof fileTypes; readonly words: Language };

/**
 * Everything of a list as a file, read and sent a page at a time. The first page is read before anything is answered, so that a refusal is
 * still one. The trail says how many rows were taken, also when the reader hung up before the end.
 *
 * @throws AppError not-allowed, and what the list itself refuses
 */
export async function exportSheet<Row>(
  deps: Deps,
  actor: Actor,
  sheet: Sheet<Row>,
  { format, words: language }: FileWanted,
): Promise<FileAnswer> {
  for (const permission of sheet.permissions)
    if (!allows(actor.roles, permission)) throw new AppError('not-allowed', { permission });
  const zone = await findZone(deps.app, actor.districtId);
  const say = sayIn(language, zone);
  const first = await sheet.page(null);
  const lines = linesOf();
  const title = sheet.title[language];
  const name = `${sheet.list}-${localDate(deps.now(), zone)}.${format}`;
  const widths = sheet.columns.map(({ width = 16 }) => width);
  return { name, type: fileTypes[format], content: format === 'csv' ? asCsv(lines) : asXlsx(lines, { title, widths }) };

  async function* linesOf(): AsyncGenerator<readonly Cell[]> {
    let rows = 0;
    let complete = false;
    try {
      yield sheet.columns.map(({ heading }) => heading[language]);
      for (let page = first; ; page = await sheet.page(page.next)) {
        for (const row of page.rows) {
          yield sheet.columns.map(({ cell }) => cell(row, say));
          rows++;
        }
        if (page.next === null) break;
      }
      complete = true;
    } finally {
      await audit(deps, actor, { list: sheet.list, format, rows, complete });
    }
  }
}

function audit(
  deps: Deps,
  actor: Actor,
  detail: { list: string; format: string; rows: number; complete: boolean },
): Promise<void> {
  return inScope(deps.app, actor, (trx) =>
    writeAudit(deps, trx, actor, {
      action: 'list.exported',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail,
    }),
  );
}
