import * as z from 'zod';
import { endpoint } from './endpoint.ts';

export const Health = z
  .object({
    live: z.literal(true),
    ready: z.boolean().describe('Whether it can do the desk’s work now'),
    version: z.string(),
    checks: z.object({
      database: z.enum(['writable', 'read-only', 'unreachable']),
      migrations: z.enum(['current', 'behind', 'unknown']),
      protocols: z.enum(['present', 'none', 'unknown']),
      telephone: z
        .enum(['none', 'ready', 'not-connected', 'trunk-down'])
        .describe('The exchange, where there is one; without it callers dial by hand, so `ready` does not need it'),
    }),
  })
  .meta({ id: 'Health' });

export const readHealth = endpoint({
  name: 'readHealth',
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server lives (any answer), and whether it is ready to work (`ready`)',
  permission: 'public',
  response: Health,
  errors: [],
});

export const readReadiness = endpoint({
  name: 'readReadiness',
  method: 'GET',
  path: '/api/health/ready',
  summary: 'The same for a load balancer: refused with `unavailable` while the server cannot work',
  permission: 'public',
  response: Health,
  errors: [],
});
