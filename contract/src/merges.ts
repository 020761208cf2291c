import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { level } from './triage.ts';
import { after, areaId, id, instant, limit, localDate, next, text } from './wire.ts';

const ProposedPerson = z
  .object({
    personId: id,
    name: z.string(),
    sex: z.enum(['female', 'male', 'other']).nullable(),
    ageYears: z.number().nullable(),
    areaId,
    area: text,
    address: z.string().nullable(),
    createdAt: instant,
    identifiers: z.record(z.string(), z.string()),
    openEpisodes: z.array(z.object({ programmeId: z.string(), openedOn: localDate, lastLevel: level.nullable() })),
  })
  .meta({ id: 'ProposedPerson' });

const params = z.object({ proposalId: id });

export const listMergeProposals = endpoint({
  name: 'listMergeProposals',
  method: 'GET',
  path: '/api/merge-proposals',
  summary: 'Pairs of records that may be one person and wait for a decision, with the evidence, oldest first',
  permission: 'person.merge',
  query: z.object({ after, limit }),
  response: z.object({
    items: z.array(
      z
        .object({
          proposalId: id,
          proposedAt: instant,
          score: z.int(),
          evidence: z.array(z.object({ code: z.string(), points: z.int(), text })),
          importId: id.nullable(),
          people: z.array(ProposedPerson).length(2),
        })
        .meta({ id: 'MergeProposal' }),
    ),
    next,
  }),
  errors: [],
});

export const mergePeople = endpoint({
  name: 'mergePeople',
  method: 'POST',
  path: '/api/merge-proposals/:proposalId/merge',
  summary: 'Make one record of two that are one person’s',
  permission: 'person.merge',
  params,
  body: z.object({ keepPersonId: id.exactOptional().describe('The record that stays; the older one when absent') }),
  response: z.object({ personId: id, mergedPersonId: id }),
  errors: ['not-found', 'already-decided', 'being-called'],
});

export const keepApart = endpoint({
  name: 'keepApart',
  method: 'POST',
  path: '/api/merge-proposals/:proposalId/keep-apart',
  summary: 'Say that two records are two people; they are not proposed again',
  permission: 'person.merge',
  params,
  response: null,
  errors: ['not-found', 'already-decided'],
});
