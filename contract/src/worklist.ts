import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { code, id, instant, localDate, note } from './wire.ts';

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

export const programmeCode = code.describe('A programme’s code, such as covid-home-isolation');
