import { type RevealReason, revealReasons } from '@kshem/domain/access/number-sight.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { advice } from './protocol-parts.ts';
import { level } from './triage.ts';
import { after, areaId, id, instant, localDate, next, text } from './wire.ts';

const sex = z.enum(['female', 'male', 'other']);
const ageYears = z.number().nullable().describe('Today, as told and gone on since; null: not known');
const relation = z.enum(['self', 'family', 'neighbour', 'unknown']);
const personId = id;
const params = z.object({ personId: id });

const ShownNumber = z
  .object({
    contactPointId: id,
    personId,
    number: z.string().describe('Only its end where `masked`'),
    masked: z.boolean(),
    kind: z.enum(['mobile', 'landline', 'unknown']),
    inService: z.boolean(),
    rank: z.int().describe('1 is tried first'),
    relation,
    wrong: z.boolean().describe('Somebody else answered who does not know the person'),
  })
  .meta({ id: 'ShownNumber' });

const HouseholdMember = z
  .object({
    personId,
    name: z.string(),
    ageYears,
    sex: sex.nullable(),
    language: z.string(),
    deceased: z.boolean(),
    doNotCall: z.boolean(),
    open: z
      .array(
        z.object({
          itemId: id,
          checkInId: id,
          checkInDueOn: localDate,
          programmeId: z.string(),
          dueAt: instant,
          closesAt: instant,
        }),
      )
      .describe('What is due today'),
  })
  .meta({ id: 'HouseholdMember' });

const Episode = z
  .object({
    episodeId: id,
    programmeId: z.string(),
    title: text,
    version: z.string(),
    status: z.enum(['active', 'paused', 'ended']),
    outcome: z.string().nullable(),
    openedAt: instant,
    openedOn: localDate,
    onsetOn: localDate.nullable(),
    sampleOn: localDate.nullable(),
    endedAt: instant.nullable(),
    highRisk: z.boolean(),
    lastLevel: level.nullable().describe('null: never answered'),
    lastAnsweredAt: instant.nullable(),
    nextContactAt: instant.nullable(),
    mayEnd: z.boolean(),
    dayOfIllness: z.int(),
    dayOfFollowUp: z.int(),
    lastDay: z.int(),
  })
  .meta({ id: 'Episode' });

const LastAnswers = z
  .object({
    submissionId: id,
    episodeId: id,
    programmeId: z.string(),
    version: z.string(),
    saidAt: instant,
    level,
    informant: z.string(),
    answers: z.record(z.string(), z.unknown()).describe('Answer objects by linkId'),
    complete: z.boolean(),
    reasons: z.array(z.object({ ruleId: z.string(), level, text })),
    advice: z.array(advice).describe('Asked for by these answers and in force today'),
  })
  .meta({ id: 'LastAnswers' });

export const PersonCard = z
  .object({
    personId,
    mergedPersonIds: z.array(id),
    householdId: id,
    name: z.string(),
    ageYears,
    ageApproximate: z.boolean(),
    sex: sex.nullable(),
    language: z.string(),
    address: z.string().nullable(),
    areaId,
    area: text,
    conditions: z.array(z.string()),
    pregnant: z.boolean().nullable(),
    usualSpo2: z.int().nullable(),
    highRisk: z.boolean(),
    deceasedAt: instant.nullable(),
    doNotCallAt: instant.nullable(),
    doNotCallReason: z.string().nullable(),
    identifiers: z.array(z.object({ system: z.string(), value: z.string() })),
    household: z.array(HouseholdMember),
    numbers: z.array(ShownNumber),
    episodes: z.array(Episode),
    lastAnswers: z.array(LastAnswers).describe('The last in each programme, of the last two weeks'),
    vitals: z.array(
      z.object({ linkId: z.string(), unit: z.string(), points: z.array(z.object({ value: z.number(), at: instant })) }),
    ),
    needs: z.array(
      z.object({
        needId: id,
        kind: z.string(),
        status: z.string(),
        cause: z.string(),
        ownerUnit: z.string(),
        programmeId: z.string(),
        detail: z.string().nullable(),
        raisedAt: instant,
        dueAt: instant,
        promisedAt: instant.nullable(),
        deliveredAt: instant.nullable(),
        reopened: z.int(),
        failed: z.int().describe('How often somebody came back with it'),
        code: z.string().nullable().describe('To tell the person again; null for whoever delivers'),
      }),
    ),
    escalations: z.array(
      z.object({
        escalationId: id,
        episodeId: id,
        level,
        status: z.string(),
        ownerUnit: z.string(),
        ruleIds: z.array(z.string()),
        raisedAt: instant,
        dueAt: instant,
      }),
    ),
    at: instant.describe('When all this was true'),
  })
  .meta({ id: 'PersonCard', description: 'What whoever speaks with a person must know' });

/** A POST although it changes nothing: names and numbers never stand in an address. */
export const searchPeople = endpoint({
  name: 'searchPeople',
  method: 'POST',
  path: '/api/people/search',
  summary: 'People by name in any spelling or script, by the end of a telephone number, or by a list’s number; likest first',
  permission: 'person.read',
  body: z.object({ text: z.string().trim().min(1).max(200), after, limit: z.int().min(1).max(100).default(20) }),
  response: z.object({
    items: z.array(
      z
        .object({
          personId,
          householdId: id,
          name: z.string(),
          ageYears,
          sex: sex.nullable(),
          areaId,
          area: text,
          deceased: z.boolean(),
          programmes: z.array(
            z.object({ programmeId: z.string(), status: z.enum(['active', 'paused']), lastLevel: level.nullable() }),
          ),
        })
        .meta({ id: 'FoundPerson' }),
    ),
    next,
  }),
  errors: [],
});

export const readPersonCard = endpoint({
  name: 'readPersonCard',
  method: 'GET',
  path: '/api/people/:personId',
  summary: 'A person’s card. The look is written down',
  permission: 'person.read',
  params,
  response: PersonCard,
  errors: ['not-found'],
});

export const revealNumber = endpoint({
  name: 'revealNumber',
  method: 'POST',
  path: '/api/people/:personId/numbers/:contactPointId/reveal',
  summary: 'The whole of a telephone number; who sees ends only gives a reason. The look is written down',
  permission: 'person.number.reveal',
  params: z.object({ personId: id, contactPointId: id }),
  body: z.object({ reason: z.enum(Object.keys(revealReasons) as [RevealReason, ...RevealReason[]]).exactOptional() }),
  response: z.object({ number: z.string() }),
  errors: ['not-found', 'reason-needed'],
});

export const changeNumber = endpoint({
  name: 'changeNumber',
  method: 'POST',
  path: '/api/people/:personId/numbers',
  summary: 'Give a person a number, beside or instead of one they have. Who shares it becomes of one household with them',
  permission: 'person.update',
  params,
  body: z.object({
    number: z.string().max(60).describe('As typed; one number'),
    replaces: id.exactOptional().describe('The number it takes the place of'),
    rank: z.int().min(1).max(20).exactOptional(),
    relation: relation.exactOptional(),
  }),
  response: z.object({ contactPointId: id, householdId: id }),
  errors: ['not-found', 'number-unreadable', 'being-called'],
});
