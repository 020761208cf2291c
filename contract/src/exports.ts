import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { listEscalations } from './escalations.ts';
import { listImports } from './intake.ts';
import { listNeeds } from './needs.ts';
import { readLedger } from './reports.ts';
import { listWorklist } from './worklist.ts';

export const exportFormats = ['xlsx', 'csv'] as const;

/** How the file is wanted, beside the filters of the list it is made from. */
const how = {
  format: z.enum(exportFormats).default('xlsx'),
  words: z.enum(['hi', 'en']).default('hi').describe('Language of the headings, and of what stands as a code in the list'),
};
const page = { after: true, limit: true } as const;

/**
 * The same filters and the same sight as the list on the screen, all of its pages. Taking a whole list away is a right of its own, which
 * callers do not have; the list's own right is needed too.
 */
const asFile = {
  method: 'GET',
  permission: 'list.export',
  response: { file: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'] },
} as const;

export const exportWorklist = endpoint({
  ...asFile,
  name: 'exportWorklist',
  path: '/api/exports/worklist',
  summary: 'Today’s desk as a file. Needs `worklist.watch`',
  query: listWorklist.query.omit(page).extend(how),
  errors: [],
});

export const exportNeeds = endpoint({
  ...asFile,
  name: 'exportNeeds',
  path: '/api/exports/needs',
  summary: 'Needs as a file, for those who go there. Needs `need.read`',
  query: listNeeds.query.omit(page).extend(how),
  errors: [],
});

export const exportEscalations = endpoint({
  ...asFile,
  name: 'exportEscalations',
  path: '/api/exports/escalations',
  summary: 'Escalations as a file. Needs `escalation.read`',
  query: listEscalations.query.omit(page).extend(how),
  errors: [],
});

export const exportPeople = endpoint({
  ...asFile,
  name: 'exportPeople',
  path: '/api/exports/people',
  summary: 'People of the actor’s areas with their open episodes, as a file. Needs `person.read` and `worklist.watch`',
  query: z.object({
    areaId: z.coerce.number().int().positive().exactOptional().describe('With everything below it'),
    programmeId: z.string().min(1).max(60).exactOptional().describe('Only those with an open episode under it'),
    ...how,
  }),
  errors: [],
});

export const exportLedger = endpoint({
  ...asFile,
  name: 'exportLedger',
  path: '/api/exports/ledger/:day',
  summary: 'A closed day, row by row, as a file. Needs `ledger.read`',
  params: readLedger.params,
  query: readLedger.query.omit(page).extend(how),
  errors: ['not-found'],
});

export const exportUsers = endpoint({
  ...asFile,
  name: 'exportUsers',
  path: '/api/exports/users',
  summary: 'Accounts as a file. Needs `user.manage`',
  query: z.object(how),
  errors: [],
});

export const exportImports = endpoint({
  ...asFile,
  name: 'exportImports',
  path: '/api/exports/imports',
  summary: 'Lists that came in and what came of each, the last 500, as a file. Needs `import.run`',
  query: listImports.query.omit({ limit: true }).extend(how),
  errors: [],
});
