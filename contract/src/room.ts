import { pauseCodes } from '@kshem/domain/room/pause-code.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { level } from './triage.ts';
import { areaId, id, instant, text } from './wire.ts';
import { programmeCode } from './worklist.ts';

const count = z.int().min(0);
const pauseCode = z.enum(pauseCodes);

export const Room = z
  .object({
    readAt: instant,
    calling: z.boolean().describe('Somebody may be phoned at this time'),
    silent: count.describe('People under active follow-up whom nobody has heard for two days or more'),
    levels: z.array(z.object({ level, people: count })).describe('People under active follow-up by their last level'),
    needs: z.array(z.object({ kind: z.string(), title: text, programmeId: z.string(), open: count, overdue: count })),
    escalations: z.array(z.object({ level, waiting: count, taken: count, oldestAt: instant.nullable() })),
    curve: z.array(z.object({ at: instant, attempts: count, reached: count })).describe('Half hours of today, each from `at`'),
    callers: z.array(
      z.object({
        userId: id,
        nameEn: z.string(),
        nameHi: z.string(),
        state: z.enum(['in-call', 'at-work', 'resting', 'away']),
        since: instant.nullable(),
        pauseCode: pauseCode.nullable(),
        attempts: count,
        reached: count,
        minutesACall: z.number().nullable(),
        pausedMinutes: count,
      }),
    ),
    forecast: z
      .object({ reached: count, low: count, high: count, untried: count, callersNeeded: count, minutesLeft: count })
      .nullable()
      .describe('null: too few attempts yet'),
  })
  .meta({ id: 'Room', description: 'The control room as it is now' });

export const readRoom = endpoint({
  name: 'readRoom',
  method: 'GET',
  path: '/api/room',
  summary: 'Callers at work, what waits, the day’s curve and where it will end, with when it was read',
  permission: 'report.read',
  query: z.object({
    programmeId: programmeCode.exactOptional(),
    areaId: z.coerce.number().int().positive().exactOptional().describe('With everything below it'),
  }),
  response: Room,
  errors: [],
});

export const startPause = endpoint({
  name: 'startPause',
  method: 'POST',
  path: '/api/pause',
  summary: 'Rest, with the reason; a second one replaces it',
  permission: 'worklist.claim',
  body: z.object({ code: pauseCode }),
  response: z.object({ code: pauseCode, beganAt: instant }),
  errors: [],
});

export const endPause = endpoint({
  name: 'endPause',
  method: 'DELETE',
  path: '/api/pause',
  summary: 'Go on working',
  permission: 'worklist.claim',
  response: null,
  errors: [],
});

export const readPause = endpoint({
  name: 'readPause',
  method: 'GET',
  path: '/api/pause',
  summary: 'One’s own pause, if one rests',
  permission: 'worklist.claim',
  response: z.object({ pause: z.object({ code: pauseCode, beganAt: instant }).nullable() }),
  errors: [],
});

export const listAreaShapes = endpoint({
  name: 'listAreaShapes',
  method: 'GET',
  path: '/api/areas/shapes',
  summary: 'Outlines of the district’s areas for a map, GeoJSON in degrees; none where the district has none',
  permission: 'signed-in',
  response: z.object({
    items: z.array(
      z.object({
        areaId,
        outline: z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
      }),
    ),
  }),
  errors: [],
});
