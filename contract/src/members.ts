import { roles } from '@kshem/domain/access/roles.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { areaId, id, text } from './wire.ts';

const role = z.enum(roles);

/** Names behind ids on the screens of the control room, and whom something can be given to. Accounts themselves are `listUsers`. */
export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/api/members',
  summary: 'Colleagues whose areas meet the actor’s own, with their roles and languages; closed accounts too, for what they did',
  permission: 'signed-in',
  query: z.object({ role: role.exactOptional() }),
  response: z.object({
    items: z.array(
      z
        .object({
          userId: id,
          name: text,
          roles: z.array(role),
          languages: z.array(z.string()),
          areaIds: z.array(areaId).describe('Granted areas of the acting district; each covers everything below it'),
          active: z.boolean(),
        })
        .meta({ id: 'Member' }),
    ),
  }),
  errors: [],
});
