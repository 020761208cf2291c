import { listFields } from '@kshem/domain/intake/list-field.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { after, code, id, instant, limit, localDate, next, text } from './wire.ts';

const count = z.int().min(0);
const counts = z.record(z.string(), count);
const field = z.enum(listFields);

/** A source is an office that sends lists; its code is chosen by whoever imports the first one. */
export const sourceCode = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .describe('The office that sends the list: small letters, digits, hyphens');
export const corrections = z
  .record(z.string().max(200), field.nullable())
  .describe('What a column means, by its heading; null: leave it alone. Remembered for the source');

const Column = z
  .object({
    column: z.int().describe('From 0'),
    heading: z.string(),
    field: field.nullable(),
    confidence: z.number().describe('1 known or corrected, 0.8 a telling word, 0.5 guessed from the cells, 0 unknown'),
  })
  .meta({ id: 'ListColumn' });

export const Import = z
  .object({
    importId: id,
    sourceCode: z.string(),
    programmeId: z.string(),
    fileName: z.string(),
    listOn: localDate,
    partial: z.boolean(),
    status: z.enum(['queued', 'running', 'finished', 'failed']),
    mapping: z.array(Column),
    rowsRead: count,
    counts: z.object({
      sameAs: id.exactOptional().describe('The very same file was imported before, as this: nothing was changed'),
      rows: count.describe('Lines that stand for people'),
      verdicts: counts,
      problems: counts,
      defects: counts.describe('By the kind of care the office must take'),
      furniture: counts.describe('Lines that are no people'),
      enrolled: count,
      households: count,
      householdsJoined: count,
      householdsHeld: count,
      withoutPhone: count,
      changes: counts.describe('To people known before, by field'),
      ended: count,
      begun: count,
      vanished: count,
      proposed: count,
      milliseconds: count,
    }),
    failure: z.looseObject({ code: z.string(), message: text.exactOptional(), whatToDo: text.exactOptional() }).nullable(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    startedBy: id.nullable(),
  })
  .meta({ id: 'Import', description: 'One list of one source, and what came of it' });

const params = z.object({ importId: id });
const json = z.string().transform((written, context) => {
  try {
    return corrections.parse(JSON.parse(written));
  } catch {
    context.addIssue({ code: 'custom', message: 'not the JSON of corrections' });
    return z.NEVER;
  }
});

export const startImport = endpoint({
  name: 'startImport',
  method: 'POST',
  path: '/api/imports',
  summary: 'Hand in a list. It is imported in the background; what is wrong with the file stands in the import',
  permission: 'import.run',
  upload: true,
  body: z.object({
    source: sourceCode,
    programme: code,
    listOn: localDate.exactOptional().describe('The day the office made it; today when absent'),
    sheet: z.string().max(60).exactOptional(),
    partial: z.stringbool().exactOptional().describe('Some of the people only: who is not in it has not vanished'),
    corrections: json.exactOptional(),
  }),
  response: Import,
  status: 202,
  errors: ['import-running', 'programme-not-running', 'list-from-the-future'],
});

export const previewList = endpoint({
  name: 'previewList',
  method: 'POST',
  path: '/api/imports/preview',
  summary: 'What a list would be read as: its columns and first rows. Nothing is taken or remembered',
  permission: 'import.run',
  upload: true,
  body: z.object({
    source: sourceCode.exactOptional(),
    sheet: z.string().max(60).exactOptional(),
    corrections: json.exactOptional(),
  }),
  response: z.object({
    detected: z.looseObject({ format: z.enum(['csv', 'xlsx', 'xls', 'ods']) }),
    mapping: z.array(Column),
    rows: z.array(z.object({ rowNumber: count, cells: z.array(z.string()), verdict: z.string(), codes: z.array(z.string()) })),
  }),
  errors: ['list-unreadable', 'list-without-headings', 'list-without-names'],
});

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: 'Imports of the district, latest first',
  permission: 'import.run',
  query: z.object({ source: sourceCode.exactOptional(), limit }),
  response: z.object({ items: z.array(Import) }),
  errors: [],
});

export const readImport = endpoint({
  name: 'readImport',
  method: 'GET',
  path: '/api/imports/:importId',
  summary: 'How far an import is, and what came of it',
  permission: 'import.run',
  params,
  response: Import,
  errors: ['not-found'],
});

export const readImportReport = endpoint({
  name: 'readImportReport',
  method: 'GET',
  path: '/api/imports/:importId/report',
  summary: 'What an import found, row by row, a page at a time',
  permission: 'import.run',
  params,
  query: z.object({ part: z.enum(['rows', 'changes', 'vanished']).default('rows'), after, limit }),
  response: z.object({
    rows: z.array(
      z.object({
        rowNumber: count,
        verdict: z.string(),
        personId: id.nullable(),
        problems: z.array(z.object({ column: z.int().nullable(), code: z.string() })).nullable(),
      }),
    ),
    changes: z.array(z.object({ personId: id, field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    vanished: z.array(id),
    next,
  }),
  errors: ['not-found'],
});

export const readRejects = endpoint({
  name: 'readRejects',
  method: 'GET',
  path: '/api/imports/:importId/rejects',
  summary:
    'The rows that must go back to the office, as they came, with what is wrong and what to do. Corrected, it is imported again',
  permission: 'import.run',
  params,
  query: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx'), warned: z.stringbool().default(false) }),
  response: { file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  errors: ['not-found', 'import-not-finished'],
});

export const listSources = endpoint({
  name: 'listSources',
  method: 'GET',
  path: '/api/sources',
  summary: 'Offices that sent a list before, the one heard of last first',
  permission: 'import.run',
  response: z.object({
    items: z.array(
      z
        .object({
          code: sourceCode,
          lists: count.describe('Handed in, those that failed too'),
          lastProgrammeId: z.string().nullable(),
          lastListOn: localDate.nullable().describe('Date of the newest list that was taken'),
          lastAt: instant.nullable(),
          headingsDecided: count.describe('Headings whose meaning somebody corrected'),
        })
        .meta({ id: 'ListSource' }),
    ),
  }),
  errors: [],
});

const ofSource = z.object({ code: sourceCode });

export const readMapping = endpoint({
  name: 'readMapping',
  method: 'GET',
  path: '/api/sources/:code/mapping',
  summary: 'What was decided about the headings of a source',
  permission: 'import.run',
  params: ofSource,
  response: z.object({ corrections }),
  errors: [],
});

export const saveMapping = endpoint({
  name: 'saveMapping',
  method: 'PUT',
  path: '/api/sources/:code/mapping',
  summary: 'Decide what headings of a source mean; those not named keep what was decided before',
  permission: 'import.run',
  params: ofSource,
  body: z.object({ corrections }),
  response: z.object({ corrections }),
  errors: [],
});

export const readHygiene = endpoint({
  name: 'readHygiene',
  method: 'GET',
  path: '/api/list-hygiene',
  summary: 'How clean the lists of each source were between two days, by kind of defect',
  permission: 'import.run',
  query: z.object({ source: sourceCode.exactOptional(), from: localDate, to: localDate }),
  response: z.object({
    sources: z.array(
      z
        .object({
          sourceCode: z.string(),
          lists: count,
          rows: count,
          rejected: count,
          suspectedDuplicates: count,
          defects: z.array(z.object({ class: z.string(), rows: count })),
          problems: z.array(z.object({ code: z.string(), class: z.string(), message: text, rows: count })),
          trend: z.array(z.object({ listOn: localDate, rows: count, rejected: count })),
        })
        .meta({ id: 'SourceHygiene' }),
    ),
  }),
  errors: [],
});
