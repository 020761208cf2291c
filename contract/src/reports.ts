import { levels } from '@kshem/domain/protocol/protocol.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { after, areaId, id, instant, limit, localDate, next, note, text } from './wire.ts';
import { programmeCode } from './worklist.ts';

const ledgerStatus = z.enum(['reached', 'tried', 'not-attempted', 'stopped']);
const count = z.int().min(0);

export const DayTotals = z
  .object({
    due: count,
    figures: z.array(
      z.object({
        name: z.string(),
        numerator: count,
        denominator: count,
        text: z.object({ numerator: text, denominator: text }),
      }),
    ),
    reasons: z.array(z.object({ status: ledgerStatus, why: z.string(), rows: count })),
  })
  .meta({ id: 'DayTotals', description: 'A day’s figures, each with what it is a share of' });

export const LedgerRow = z
  .object({
    episodeId: id,
    personId: id,
    personName: z.string().nullable().describe('null: the asker may not read people'),
    areaId,
    status: ledgerStatus,
    why: z.string(),
    attempts: count,
    level: z.enum(levels).nullable(),
    nextStep: z.string(),
    nextOn: localDate.nullable(),
    outcome: z.string().nullable(),
  })
  .meta({ id: 'LedgerRow', description: 'What came of one person who was due, and what follows' });

const params = z.object({ day: localDate });

export const closeDay = endpoint({
  name: 'closeDay',
  method: 'POST',
  path: '/api/days/:day/close',
  summary: 'Freeze a day of a programme. A closed day is corrected by a numbered revision, which needs a reason',
  permission: 'day.close',
  params,
  body: z.object({ programmeId: programmeCode, reason: note.exactOptional() }),
  status: 201,
  response: z.object({ revision: z.int(), totals: DayTotals }),
  errors: ['not-found', 'day-not-begun', 'day-still-open', 'day-already-closed'],
});

const revision = {
  revision: z.int().describe('1 is the first close; a correction has the next number'),
  closedAt: instant,
  closedBy: text.nullable().describe('null: the server itself, in the evening'),
  reason: z.string().nullable().describe('Why it was closed early, or corrected'),
  totals: DayTotals.describe('Of the whole district'),
};

export const listClosedDays = endpoint({
  name: 'listClosedDays',
  method: 'GET',
  path: '/api/days',
  summary: 'Closed days, latest first, each with its last revision. Nobody is named',
  permission: 'report.read',
  query: z.object({ programmeId: programmeCode.exactOptional(), after, limit }),
  response: z.object({
    items: z.array(z.object({ day: localDate, programmeId: z.string(), ...revision }).meta({ id: 'ClosedDay' })),
    next,
  }),
  errors: [],
});

export const readClosedDay = endpoint({
  name: 'readClosedDay',
  method: 'GET',
  path: '/api/days/:day',
  summary: 'Every revision of a closed day, the first one first. Nobody is named',
  permission: 'report.read',
  params,
  query: z.object({ programmeId: programmeCode }),
  response: z.object({ items: z.array(z.object(revision)) }),
  errors: ['not-found'],
});

export const readCloseOutlook = endpoint({
  name: 'readCloseOutlook',
  method: 'GET',
  path: '/api/days/:day/outlook',
  summary:
    'What a day of a programme would be closed with now: the people due, each counted once, and who would stay unexplained',
  permission: 'day.close',
  params,
  query: z.object({ programmeId: programmeCode }),
  response: z
    .object({
      due: count,
      answered: count,
      stopped: count.describe('Follow-up ended or paused'),
      tried: count.describe('Tried and not reached'),
      outcomeMissing: count.describe('Called, and nobody has said what came of it'),
      held: count.describe('With a caller, not called'),
      notCalled: count,
      callsUntil: instant
        .nullable()
        .describe('People may still be called until then, so that a reason is needed; null: the hours are over'),
      revisions: count.describe('How often it is closed already; then a reason is needed too'),
    })
    .meta({ id: 'CloseOutlook' }),
  errors: ['not-found', 'day-not-begun'],
});

export const readLedger = endpoint({
  name: 'readLedger',
  method: 'GET',
  path: '/api/days/:day/ledger',
  summary: 'A closed day: one row for everybody who was due in the reader’s areas, a page at a time',
  permission: 'ledger.read',
  params,
  query: z.object({
    programmeId: programmeCode,
    revision: z.coerce.number().int().positive().exactOptional().describe('The last one when absent'),
    status: ledgerStatus.exactOptional(),
    why: z.string().max(60).exactOptional(),
    level: z.enum(levels).exactOptional(),
    attempted: z.literal('yes').exactOptional().describe('Only those who were called at least once'),
    areaId: z.coerce.number().int().positive().exactOptional().describe('With everything below it'),
    after: id.exactOptional(),
    limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
  }),
  response: z
    .object({
      revision: z.int(),
      revisions: z.int(),
      closedAt: instant,
      closedBy: id.nullable(),
      reason: z.string().nullable(),
      totals: DayTotals.describe('Of the whole district, whatever the filters'),
      items: z.array(LedgerRow),
      next,
    })
    .meta({ id: 'LedgerPage' }),
  errors: ['not-found'],
});

export const readBoard = endpoint({
  name: 'readBoard',
  method: 'GET',
  path: '/api/board',
  summary: 'The day so far, with when it was read',
  permission: 'report.read',
  query: z.object({
    day: localDate,
    programmeId: programmeCode.exactOptional(),
    areaId: z.coerce.number().int().positive().exactOptional().describe('With everything below it'),
    by: z.enum(['area', 'programme', 'district']).default('district'),
  }),
  response: z
    .object({
      day: localDate,
      readAt: instant,
      lines: z.array(
        z.object({
          areaId: areaId.nullable(),
          programmeId: z.string().nullable(),
          counts: z.record(z.string(), z.int()),
          desk: z.object({ ready: count, claimed: count, notYetTried: count }).describe('As it stands now'),
        }),
      ),
    })
    .meta({ id: 'Board' }),
  errors: [],
});
