import { waitings as whatWaits } from '@kshem/domain/worklist/why-it-waits.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { after, areaId, code, id, instant, limit, localDate, next, note, text } from './wire.ts';

export const ClaimedItem = z
  .object({
    itemId: id,
    checkInId: id,
    checkInDueOn: localDate,
    episodeId: id,
    personId: id,
    programmeId: z.string(),
    nextContactPointId: id.nullable().describe('The number to try; null: the person’s first usable one'),
    band: z.int().describe('0 is the most urgent'),
    attempts: z.int(),
  })
  .meta({ id: 'ClaimedItem' });

export const Claim = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('claimed'),
      householdId: id,
      fence: z.int().describe('Shown with every write under this claim'),
      claimUntil: instant,
      items: z.array(ClaimedItem).describe('Everybody of the household who is due now: one call, one outcome for each'),
    }),
    z.object({
      kind: z.literal('nothing'),
      why: z.enum(['outside-window', 'nothing-ready', 'no-areas']),
      opensAt: instant.exactOptional().describe('When calling may begin again'),
    }),
  ])
  .meta({ id: 'Claim', description: 'The next household to call, or why there is none' });

const turnState = z.enum(['ready', 'claimed', 'idle']);
export const programmeCode = code.describe('A programme’s code, such as covid-home-isolation');

const since = instant.nullable().exactOptional();
const programmeId = z.string();
/** What to do about each is for the screen to say. */
export const WhyNot = z
  .union([
    z.object({ why: z.enum(['deceased', 'do-not-call', 'merged', 'no-usable-number', 'no-open-episode']), since }),
    z.object({
      programmeId,
      why: z.enum(['episode-paused', 'answered-today', 'cancelled-today', 'missed-today', 'not-on-desk', 'window-over']),
    }),
    z.object({ programmeId, why: z.literal('nothing-due-today'), nextContactAt: instant.nullable() }),
    z.object({
      programmeId,
      why: z.literal('taken-off-desk'),
      reason: z.string().nullable(),
      lastDisposition: z.string().nullable(),
    }),
    z.object({ programmeId, why: z.literal('outside-window'), opensAt: instant.nullable() }),
    z.object({
      programmeId,
      why: z.literal('waits'),
      until: instant,
      lastDisposition: z.string().nullable(),
      callbackFor: id.nullable(),
    }),
    z.object({ programmeId, why: z.literal('held'), by: id.nullable(), until: instant.nullable() }),
    z.object({ programmeId, why: z.literal('behind-household'), areaId, language: z.string(), programmeLeads: z.string() }),
    z.object({ programmeId, why: z.literal('nobody-for-area-and-language'), areaId, language: z.string() }),
    z.object({ programmeId, why: z.literal('in-line'), ahead: z.int(), band: z.int() }),
  ])
  .meta({ id: 'WhyNotCalled' });

const params = z.object({ householdId: id });
const fence = z.int().positive();

export const claimNext = endpoint({
  name: 'claimNext',
  method: 'POST',
  path: '/api/claims',
  summary: 'Take the next household to call. Whoever still holds one gets that one again',
  permission: 'worklist.claim',
  response: Claim,
  errors: ['conflict'],
});

export const reserveTurns = endpoint({
  name: 'reserveTurns',
  method: 'POST',
  path: '/api/claims/reserve',
  summary:
    'Keep a few of the least urgent households on this device for a time without a network, with the number to dial; those kept before get a new lease',
  permission: 'worklist.claim',
  response: z.object({
    items: z.array(
      z
        .object({
          householdId: id,
          fence: z.int(),
          claimUntil: instant,
          items: z.array(ClaimedItem),
          dial: z.object({ contactPointId: id, link: z.string(), qrPayload: z.string() }).describe('Holds the number'),
        })
        .meta({ id: 'ReservedTurn' }),
    ),
  }),
  errors: [],
});

export const renewClaim = endpoint({
  name: 'renewClaim',
  method: 'POST',
  path: '/api/claims/:householdId/renew',
  summary: 'Hold on to a household during a call',
  permission: 'worklist.claim',
  params,
  body: z.object({ fence }),
  response: z.object({ claimUntil: instant }),
  errors: ['claim-lost', 'claim-not-in-call'],
});

export const releaseClaim = endpoint({
  name: 'releaseClaim',
  method: 'POST',
  path: '/api/claims/:householdId/release',
  summary: 'Give a household back, as at the end of a shift',
  permission: 'worklist.claim',
  params,
  body: z.object({ fence }),
  response: null,
  errors: ['claim-lost'],
});

export const skipHousehold = endpoint({
  name: 'skipHousehold',
  method: 'POST',
  path: '/api/claims/:householdId/skip',
  summary: 'Pass a household over until tomorrow; costs a reason and one of the day’s skips',
  permission: 'worklist.skip',
  params,
  body: z.object({ fence, reason: note }),
  response: z.object({ skipsLeft: z.int() }),
  errors: ['claim-lost', 'skip-budget-used'],
});

/** What a day needs before anybody can call; done each morning by itself. */
export const prepareDay = endpoint({
  name: 'prepareDay',
  method: 'POST',
  path: '/api/days/:day/prepare',
  summary: 'Plan the check-ins of a day and put them on the desk; repeating it adds only who is missing',
  permission: 'day.plan',
  params: z.object({ day: localDate }),
  response: z.object({ planned: z.int(), items: z.int() }),
  errors: [],
});

const whose = {
  areaId: z.coerce.number().int().positive().exactOptional().describe('A ward, or what lies above it'),
  programmeId: programmeCode.exactOptional(),
  language: z.string().max(10).exactOptional(),
  claimedBy: id.exactOptional(),
};

export const WorklistTurn = z
  .object({
    householdId: id,
    programmeId: z.string(),
    areaId,
    area: text,
    language: z.string(),
    band: z.int(),
    dueAt: instant,
    closesAt: instant,
    state: turnState,
    fence: z.int(),
    claimedBy: id.nullable(),
    claimedAt: instant.nullable(),
    claimUntil: instant.nullable(),
    callbackFor: id.nullable(),
    waits: z.enum(whatWaits).describe('What keeps it from being called at this moment'),
    people: z
      .array(
        z.object({
          personId: id,
          name: z.string().nullable().describe('null: the asker may not read people'),
          due: z.boolean().describe('Still to be asked today'),
          attempts: z.int(),
          lastDisposition: z.string().nullable(),
          closeReason: z.string().nullable().describe('Why they are off the desk; null while due, and for who was not due today'),
        }),
      )
      .describe('Everybody under the roof, those who are due first'),
  })
  .meta({ id: 'WorklistTurn' });

export const listWorklist = endpoint({
  name: 'listWorklist',
  method: 'GET',
  path: '/api/worklist',
  summary:
    'Today’s desk in the order in which it is offered: households with their place and holder. Idle ones only when asked for',
  permission: 'worklist.watch',
  query: z.object({
    state: turnState.exactOptional(),
    band: z.coerce.number().int().min(0).max(99).exactOptional(),
    ...whose,
    after,
    limit,
  }),
  response: z.object({ items: z.array(WorklistTurn), next }),
  errors: [],
});

export const countWorklist = endpoint({
  name: 'countWorklist',
  method: 'GET',
  path: '/api/worklist/counts',
  summary: 'How many households of today’s desk stand where, by band. Nobody is named',
  permission: 'worklist.watch',
  query: z.object(whose),
  response: z.object({
    items: z.array(
      z
        .object({
          band: z.int(),
          inLine: z.int().describe('Due now, inside their calling hours'),
          later: z.int().describe('Their time has not come'),
          held: z.int().describe('With a caller, or kept on a caller’s device'),
          windowOver: z.int(),
          idle: z.int().describe('Nobody of them is due any more; the band is the last they had'),
        })
        .meta({ id: 'BandCount' }),
    ),
  }),
  errors: [],
});

export const takeBackClaim = endpoint({
  name: 'takeBackClaim',
  method: 'POST',
  path: '/api/worklist/:householdId/take-back',
  summary: 'Put a household that an absent caller holds back on the desk. What they still send is taken, and marked late',
  permission: 'worklist.steer',
  params,
  body: z.object({ fence: fence.describe('As it was seen'), reason: note }),
  response: null,
  errors: ['not-found', 'conflict', 'being-called'],
});

export const steerHousehold = endpoint({
  name: 'steerHousehold',
  method: 'POST',
  path: '/api/worklist/:householdId/steer',
  summary: 'Offer a waiting household first of its band, in another language, or to one caller first. No band is changed',
  permission: 'worklist.steer',
  params,
  body: z.discriminatedUnion('action', [
    z.object({ action: z.literal('hurry'), reason: note }),
    z.object({ action: z.literal('language'), language: z.string().regex(/^[a-z]{2,3}$/), reason: note }),
    z.object({ action: z.literal('caller'), callerId: id, reason: note }),
  ]),
  response: z.object({ people: z.int().describe('Whose turn was moved') }),
  errors: ['not-found', 'being-called', 'nobody-to-call', 'assignee-not-possible'],
});

export const whyNotCalled = endpoint({
  name: 'whyNotCalled',
  method: 'GET',
  path: '/api/people/:personId/why-not-called',
  summary: 'What keeps a person from being called at this moment, one line for each programme or what stops them all',
  permission: 'worklist.watch',
  params: z.object({ personId: id }),
  response: z.object({ items: z.array(WhyNot) }),
  errors: ['not-found'],
});
