import { outcomes } from '@kshem/domain/episode/outcome.ts';
import { conditions } from '@kshem/domain/triage/conditions.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { level } from './triage.ts';
import { after, areaId, code, id, instant, limit, localDate, next, note, text } from './wire.ts';

const sex = z.enum(['female', 'male', 'other']);
const age = z.number().min(0).max(125).describe('Years, with fractions for infants');
const condition = z.enum(Object.keys(conditions) as [keyof typeof conditions, ...(keyof typeof conditions)[]]);
const scheme = z.enum(['srf', 'icmr', 'abha', 'lab']);
const personId = id;
const params = z.object({ personId });

const evidence = z.object({ code: z.string(), points: z.int(), text });

/** Who somebody is said to be, as typed. */
export const described = {
  name: z.string().trim().min(1).max(120),
  phones: z.array(z.string().trim().min(1).max(60)).max(5).default([]).describe('As typed; each is read and checked'),
  ageYears: age.nullable().default(null),
  sex: sex.nullable().default(null),
  areaId: areaId.describe('A ward or village of the actor’s areas'),
  identifiers: z.partialRecord(scheme, z.string().max(60)).default({}),
};

export const SamePeople = z.object({
  items: z.array(
    z
      .object({
        personId,
        name: z.string(),
        ageYears: age.nullable().describe('Today'),
        sex: sex.nullable(),
        areaId,
        verdict: z.enum(['likely', 'possible']),
        score: z.int(),
        evidence: z.array(evidence),
      })
      .meta({ id: 'SamePerson' }),
  ),
});

export const findSamePeople = endpoint({
  name: 'findSamePeople',
  method: 'POST',
  path: '/api/people/same',
  summary: 'People on record who may be the one described, likeliest first; asked before anybody is enrolled',
  permission: 'person.enrol',
  body: z.object(described),
  response: SamePeople,
  errors: ['number-unreadable'],
});

const dates = { onsetOn: localDate.nullable().default(null), sampleOn: localDate.nullable().default(null) };
const opened = {
  episodeId: id,
  version: z.string(),
  highRisk: z.boolean(),
  dueToday: z.int().describe('Check-ins put on today’s desk'),
  paused: z.boolean().describe('A death in the household waits for a supervisor’s decision: nobody there is called before it'),
};

export const enrolPerson = endpoint({
  name: 'enrolPerson',
  method: 'POST',
  path: '/api/people',
  summary: 'Enrol somebody by hand. Refused when they may be on record already, unless `force`: a merge is then proposed',
  permission: 'person.enrol',
  body: z.object({
    ...described,
    ageApproximate: z.boolean().default(false),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .exactOptional()
      .describe('The district’s own when absent'),
    address: z.string().trim().min(1).max(300).nullable().default(null),
    conditions: z.array(condition).max(20).default([]),
    pregnant: z.boolean().nullable().default(null),
    usualSpo2: z.int().min(50).max(100).nullable().default(null),
    programmeId: code,
    ...dates,
    force: z.boolean().default(false),
  }),
  status: 201,
  response: z
    .object({ personId, householdId: id, contactPointIds: z.array(id), mergesProposed: z.int(), ...opened })
    .meta({ id: 'Enrolment' }),
  errors: ['may-be-known', 'number-unreadable', 'not-found', 'programme-not-running', 'being-called', 'conflict'],
});

export const enrolKnownPerson = endpoint({
  name: 'enrolKnownPerson',
  method: 'POST',
  path: '/api/people/:personId/episodes',
  summary: 'Open an episode for somebody on record: ill again, or of a second programme',
  permission: 'person.enrol',
  params,
  body: z.object({ programmeId: code, ...dates }),
  status: 201,
  response: z.object({ personId, ...opened }),
  errors: ['not-found', 'already-enrolled', 'not-called-any-more', 'programme-not-running', 'conflict'],
});

export const closeEpisode = endpoint({
  name: 'closeEpisode',
  method: 'POST',
  path: '/api/episodes/:episodeId/close',
  summary: 'Close an episode with an outcome; it is off the desk at once',
  permission: 'episode.end',
  params: z.object({ episodeId: id }),
  body: z.object({
    outcome: z.enum(outcomes).exclude(['died', 'withdrew']),
    reason: note
      .exactOptional()
      .describe('Needed to close as completed or recovered before the ending rule allows it, or without the doctor it asks for'),
  }),
  response: null,
  errors: ['not-found', 'episode-ended', 'ends-too-early', 'conflict'],
});

export const listMayEnd = endpoint({
  name: 'listMayEnd',
  method: 'GET',
  path: '/api/episodes/may-end',
  summary: 'Follow-ups that may end by their rule and wait for a doctor to confirm it, the first enrolled at the top',
  permission: 'episode.end',
  query: z.object({ after, limit }),
  response: z.object({
    items: z.array(
      z
        .object({
          episodeId: id,
          personId: id,
          personName: z.string(),
          areaId,
          area: text,
          programmeId: z.string(),
          title: text,
          version: z.string(),
          openedOn: localDate,
          dayOfFollowUp: z.int(),
          earliestOn: localDate.describe('From which day the calendar allows it'),
          highRisk: z.boolean(),
          lastLevel: level.nullable(),
          lastAnsweredAt: instant.nullable(),
          rule: text.describe('What the version says to a person whose follow-up may end'),
          source: z.array(z.string()),
        })
        .meta({ id: 'MayEnd' }),
    ),
    next,
  }),
  errors: [],
});

export const tellDeath = endpoint({
  name: 'tellDeath',
  method: 'POST',
  path: '/api/people/:personId/death',
  summary:
    'Write down that a person died: their calls end, everybody under their roof is left alone until a supervisor has decided',
  permission: 'episode.end',
  params,
  response: z.object({ ended: z.array(id), paused: z.array(id) }).describe('Episodes'),
  errors: ['not-found', 'not-called-any-more', 'conflict'],
});

export const optOut = endpoint({
  name: 'optOut',
  method: 'POST',
  path: '/api/people/:personId/opt-out',
  summary: 'Write down that a person does not want to be called: their calls end in every programme',
  permission: 'episode.end',
  params,
  response: z.object({ ended: z.array(id) }).describe('Episodes'),
  errors: ['not-found', 'not-called-any-more', 'conflict'],
});

export const askUndoDeath = endpoint({
  name: 'askUndoDeath',
  method: 'POST',
  path: '/api/people/:personId/death/undo',
  summary: 'Say that a death was told wrongly; it is undone when somebody else confirms it',
  permission: 'episode.end',
  params,
  body: z.object({ reason: note }),
  response: null,
  errors: ['not-found', 'not-dead', 'conflict'],
});

export const readUndoDeath = endpoint({
  name: 'readUndoDeath',
  method: 'GET',
  path: '/api/people/:personId/death/undo',
  summary: 'Whether somebody says that a death was told wrongly, and who',
  permission: 'episode.end',
  params,
  response: z.object({
    asked: z.object({ by: text, at: instant, reason: z.string(), mine: z.boolean() }).nullable(),
  }),
  errors: ['not-found'],
});

export const confirmUndoDeath = endpoint({
  name: 'confirmUndoDeath',
  method: 'POST',
  path: '/api/people/:personId/death/undo/confirm',
  summary: 'Confirm, as the second person, that a death was told wrongly: the follow-ups that it ended go on',
  permission: 'episode.end',
  params,
  response: z.object({ reopened: z.array(id).describe('Episodes') }),
  errors: ['not-found', 'not-dead', 'needs-a-second', 'conflict'],
});

const episodeParams = z.object({ episodeId: id });

export const pauseEpisode = endpoint({
  name: 'pauseEpisode',
  method: 'POST',
  path: '/api/episodes/:episodeId/pause',
  summary: 'Leave somebody alone until the follow-up is resumed; they are off the desk at once',
  permission: 'episode.pause',
  params: episodeParams,
  body: z.object({ reason: note }),
  response: null,
  errors: ['not-found', 'episode-ended', 'conflict'],
});

export const resumeEpisode = endpoint({
  name: 'resumeEpisode',
  method: 'POST',
  path: '/api/episodes/:episodeId/resume',
  summary: 'Take up a paused follow-up again; what is still due today comes onto the desk',
  permission: 'episode.pause',
  params: episodeParams,
  response: z.object({ dueToday: z.boolean() }),
  errors: ['not-found', 'not-paused', 'not-called-any-more', 'conflict'],
});
