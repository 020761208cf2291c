import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { described, SamePeople } from './episodes.ts';
import { needStatusShape } from './needs.ts';
import { areaId, code, id, instant, localDate, note, text } from './wire.ts';

const relation = z.enum(['self', 'spouse', 'child', 'parent', 'sibling', 'other']);
const officerState = z.enum(['serving', 'retired', 'fallen']);
const channel = z.enum(['walk-in', 'phone', 'message']);
const personId = id;

const Category = z
  .object({
    code,
    title: text,
    ofOfficer: z.boolean().describe('The family stands under a serving, retired or fallen officer'),
    withdrawnAt: instant.nullable().describe('Not given any more; still read'),
  })
  .meta({ id: 'BeneficiaryCategory' });

export const listCategories = endpoint({
  name: 'listCategories',
  method: 'GET',
  path: '/api/help-desk/categories',
  summary: 'Whose people the help desk serves, with those categories that were withdrawn',
  permission: 'helpdesk.work',
  response: z.object({ items: z.array(Category) }),
  errors: [],
});

export const saveCategory = endpoint({
  name: 'saveCategory',
  method: 'PUT',
  path: '/api/help-desk/categories/:code',
  summary: 'Adds a category, renames it, withdraws it or brings it back. Nobody’s record changes by it',
  permission: 'helpdesk.manage',
  params: z.object({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/) }),
  body: z.object({
    title: z.object({ hi: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) }),
    ofOfficer: z.boolean(),
    withdrawn: z.boolean(),
  }),
  response: null,
  errors: [],
});

const serviceNumber = z.string().trim().min(1).max(40);
const Officer = z
  .object({
    officerId: id,
    serviceNumber,
    name: z.string(),
    state: officerState,
    unit: z.string().nullable(),
    family: z.int().describe('How many are registered under them'),
  })
  .meta({ id: 'Officer' });

export const findOfficers = endpoint({
  name: 'findOfficers',
  method: 'POST',
  path: '/api/help-desk/officers/find',
  summary: 'Officers by service number or name, so that nobody is written down twice',
  permission: 'helpdesk.work',
  body: z.object({ text: z.string().trim().min(1).max(120) }),
  response: z.object({ items: z.array(Officer) }),
  errors: [],
});

/** Whose people somebody is. */
const standing = {
  category: code,
  officer: z
    .object({
      serviceNumber,
      name: z.string().trim().min(1).max(120),
      state: officerState,
      unit: z.string().trim().min(1).max(120).nullable().default(null),
    })
    .exactOptional()
    .describe('Found by the service number where it is on record; its name and state are then corrected'),
  relation: relation.exactOptional(),
};

export const findSameBeneficiaries = endpoint({
  name: 'findSameBeneficiaries',
  method: 'POST',
  path: '/api/help-desk/same',
  summary: 'People on record who may be the one described; asked before anybody is registered',
  permission: 'helpdesk.work',
  body: z.object(described),
  response: SamePeople,
  errors: ['number-unreadable'],
});

export const registerBeneficiary = endpoint({
  name: 'registerBeneficiary',
  method: 'POST',
  path: '/api/help-desk/people',
  summary: 'Puts somebody on record with their category. Nobody is called by it',
  permission: 'helpdesk.work',
  body: z.object({
    ...described,
    address: z.string().trim().min(1).max(300).nullable().default(null),
    ...standing,
    force: z.boolean().default(false),
  }),
  status: 201,
  response: z.object({ personId, mergesProposed: z.int() }),
  errors: ['may-be-known', 'number-unreadable', 'not-found', 'being-called', 'category-withdrawn', 'officer-missing', 'conflict'],
});

export const setBeneficiary = endpoint({
  name: 'setBeneficiary',
  method: 'PUT',
  path: '/api/help-desk/people/:personId',
  summary: 'Gives somebody on record their category, or corrects it. What is counted goes by the corrected one',
  permission: 'helpdesk.work',
  params: z.object({ personId }),
  body: z.object(standing),
  response: null,
  errors: ['not-found', 'category-withdrawn', 'officer-missing'],
});

const Request = z
  .object({
    needId: id,
    kind: z.string(),
    title: text,
    status: needStatusShape,
    detail: z.string().nullable(),
    asked: z.array(z.object({ question: text, answer: text })),
    raisedAt: instant,
    dueAt: instant,
    promisedAt: instant.nullable(),
    closedAt: instant.nullable(),
    overdue: z.boolean(),
    outcome: z.string().nullable(),
    outcomeOn: localDate.nullable(),
  })
  .meta({ id: 'HelpRequest' });

export const readBeneficiary = endpoint({
  name: 'readBeneficiary',
  method: 'GET',
  path: '/api/help-desk/people/:personId',
  summary: 'Somebody with their category, the family under the same officer, and what they asked for. The look is written down',
  permission: 'helpdesk.work',
  params: z.object({ personId }),
  response: z
    .object({
      personId,
      name: z.string(),
      ageYears: z.number().nullable(),
      sex: z.enum(['female', 'male', 'other']).nullable(),
      area: text,
      areaId,
      address: z.string().nullable(),
      category: Category.nullable().describe('null: not registered yet'),
      relation: relation.nullable(),
      officer: Officer.nullable(),
      family: z.array(z.object({ personId, name: z.string(), relation: relation.nullable(), category: text, waiting: z.int() })),
      requests: z.array(Request).describe('Those that wait first, then the latest'),
      visits: z.array(z.object({ visitId: id, day: localDate, token: z.int(), channel, at: instant })),
    })
    .meta({ id: 'Beneficiary' }),
  errors: ['not-found'],
});

export const openVisit = endpoint({
  name: 'openVisit',
  method: 'POST',
  path: '/api/help-desk/visits',
  summary:
    'Somebody came, rang or wrote: gives them a token and raises what they ask for. What waits already is not raised twice',
  permission: 'helpdesk.work',
  body: z.object({
    visitId: id.describe('Made on the device: sent twice, it is one visit'),
    personId,
    channel,
    requests: z
      .array(
        z.object({
          kind: code,
          detail: note.exactOptional(),
          asked: z.record(code, z.string().max(200)).exactOptional(),
          promisedAt: instant.exactOptional(),
        }),
      )
      .min(1)
      .max(10),
  }),
  status: 201,
  response: z.object({ visitId: id, token: z.int() }),
  errors: ['not-found', 'category-missing'],
});

export const readSlip = endpoint({
  name: 'readSlip',
  method: 'GET',
  path: '/api/help-desk/visits/:visitId',
  summary: 'What stands on the slip of a visit',
  permission: 'helpdesk.work',
  params: z.object({ visitId: id }),
  response: z
    .object({
      visitId: id,
      token: z.int(),
      day: localDate,
      at: instant,
      channel,
      district: text,
      personId,
      name: z.string(),
      area: text,
      category: text,
      officer: z.object({ name: z.string(), serviceNumber }).nullable(),
      requests: z.array(Request),
    })
    .meta({ id: 'Slip' }),
  errors: ['not-found'],
});

export const recordOutcome = endpoint({
  name: 'recordOutcome',
  method: 'POST',
  path: '/api/needs/:needId/outcome',
  summary: 'What came of a vaccination or a test, and on which day. Corrected by recording it again',
  permission: 'need.update',
  params: z.object({ needId: id }),
  body: z.object({
    eventId: id.describe('Made on the device: sent twice, it is done once'),
    outcome: code,
    on: localDate,
    note: note.exactOptional(),
  }),
  response: z.object({ status: needStatusShape }),
  errors: ['not-found', 'conflict'],
});

const count = z.int();
export const readHelped = endpoint({
  name: 'readHelped',
  method: 'GET',
  path: '/api/help-desk/helped',
  summary: 'How many people got what they asked the help desk for, by their own word; nobody is counted twice, nobody is named',
  permission: 'helpdesk.work',
  query: z.object({ from: localDate.exactOptional(), until: localDate.exactOptional().describe('The last day') }),
  response: z
    .object({
      people: count,
      categories: z.array(z.object({ code: z.string(), title: text, people: count })),
      kinds: z.array(z.object({ code: z.string(), title: text, people: count })),
      both: z.array(z.object({ category: z.string(), kind: z.string(), people: count })),
      days: z.array(z.object({ day: localDate, people: count })),
      waiting: z.int().describe('Requests that wait now'),
    })
    .meta({ id: 'Helped' }),
  errors: [],
});
