import { levels } from '@kshem/domain/protocol/protocol.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { areaId, id, instant, localDate, next, note, text } from './wire.ts';
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
    areaId: z.coerce.number().int().positive().exactOptional(),
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
      rows: z.array(LedgerRow),
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
