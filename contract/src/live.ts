import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { topics } from './topics.ts';

/** The data of an event named `hint`. */
export const Hint = z.object({ changed: z.array(z.enum(topics)) }).meta({ id: 'Hint' });

export const followLive = endpoint({
  name: 'followLive',
  method: 'GET',
  path: '/api/live',
  summary:
    'Server-sent events named `hint`, whose data is {"changed": [topics]}: something of these topics changed in the acting district. They say that, never what is true now: ask again. Ends with the session',
  permission: 'signed-in',
  response: { file: ['text/event-stream'] },
  errors: [],
});
