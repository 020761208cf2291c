import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { protocol } from './protocol-parts.ts';
import { level } from './triage.ts';
import { id, instant, localDate, text } from './wire.ts';

const version = z.string().min(1).max(60);
const programmeId = z.string().min(1).max(60);

const PublishedVersion = z
  .object({ version, publishedAt: instant, sha256: z.string().describe('Of the version as it was published; it never changes') })
  .meta({ id: 'PublishedVersion' });

export const listProgrammes = endpoint({
  name: 'listProgrammes',
  method: 'GET',
  path: '/api/programmes',
  summary: 'Programmes of the acting district, with the version new episodes start on and every published one',
  permission: 'protocol.read',
  response: z.object({
    items: z.array(
      z.object({
        programmeId,
        title: text,
        version: version.describe('New episodes start on it'),
        activeFrom: localDate,
        activeUntil: localDate.nullable(),
        versions: z.array(PublishedVersion),
      }),
    ),
  }),
  errors: [],
});

export const readProtocol = endpoint({
  name: 'readProtocol',
  method: 'GET',
  path: '/api/programmes/:programmeId/versions/:version',
  summary: 'A published protocol version. Advice that only a doctor may see is left out for others',
  permission: 'protocol.read',
  params: z.object({ programmeId, version }),
  response: PublishedVersion.extend({ programmeId, protocol }),
  errors: ['not-found'],
});

export const assignVersion = endpoint({
  name: 'assignVersion',
  method: 'POST',
  path: '/api/programmes/:programmeId/version',
  summary: 'Let new episodes of the acting district start on another published version. Episodes under way keep theirs',
  permission: 'protocol.publish',
  params: z.object({ programmeId }),
  body: z.object({ version }),
  response: null,
  errors: ['not-found'],
});

const changes = z.object({ added: z.array(z.string()), removed: z.array(z.string()), changed: z.array(z.string()) });

export const compareVersions = endpoint({
  name: 'compareVersions',
  method: 'GET',
  path: '/api/programmes/:programmeId/compare',
  summary:
    'What differs between two published versions, by id: rules, facts, questions, needs, advice, and the parts that have no id',
  permission: 'protocol.read',
  params: z.object({ programmeId }),
  query: z.object({ from: version, to: version }),
  response: z
    .object({
      rules: changes,
      facts: changes,
      questions: changes,
      needKinds: changes,
      advice: changes,
      parts: z.array(z.string()).describe('Schedule, reach ladder, calling window, ending rule, where they differ'),
    })
    .meta({ id: 'VersionDifference' }),
  errors: ['not-found'],
});

export const dryRunVersion = endpoint({
  name: 'dryRunVersion',
  method: 'POST',
  path: '/api/programmes/:programmeId/dry-run',
  summary: 'How a past day’s answers would have been triaged under another published version. Nothing is kept',
  permission: 'report.read',
  params: z.object({ programmeId }),
  body: z.object({ version, day: localDate.describe('On which the answers were due') }),
  response: z
    .object({
      version,
      submissions: z.int(),
      changed: z.int(),
      moreUrgent: z.int(),
      lessUrgent: z.int(),
      matrix: z.array(z.object({ before: level, after: level, n: z.int() })),
      rows: z.array(
        z.object({
          id,
          before: level,
          after: level,
          gained: z.array(z.string()),
          lost: z.array(z.string()),
          unasked: z.array(z.string()),
        }),
      ),
    })
    .meta({ id: 'DryRun' }),
  errors: ['not-found'],
});
