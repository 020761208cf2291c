import { callStates } from '@kshem/domain/attempt/attempt-state.ts';
import { causes } from '@kshem/domain/attempt/cause.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './wire.ts';

const OwnPhone = z
  .object({
    exchange: z
      .enum(['none', 'ready', 'not-connected', 'trunk-down'])
      .describe('none: this installation dials nobody by itself. trunk-down: the line to the operator fails and is tried again'),
    number: z.string().nullable().describe('Where one is rung; null: not given yet'),
    state: z.enum(['none', 'dialling', 'answered']),
    call: z
      .object({ callId: id, state: z.enum(callStates), cause: z.enum(causes).nullable() })
      .nullable()
      .describe('The call that was asked for, while it goes through the exchange'),
  })
  .meta({ id: 'OwnPhone', description: 'The caller’s own telephone, to which the exchange brings the people called' });

export const ownPhone = endpoint({
  name: 'ownPhone',
  method: 'GET',
  path: '/api/own-phone',
  summary: 'Whether one’s own telephone is connected, and how a call to a person stands',
  permission: 'attempt.record',
  query: z.object({ callId: id.exactOptional() }),
  response: OwnPhone,
  errors: [],
});

export const saveOwnPhone = endpoint({
  name: 'saveOwnPhone',
  method: 'PUT',
  path: '/api/own-phone',
  summary: 'Where the exchange rings one; an Indian number, or null to forget it',
  permission: 'attempt.record',
  body: z.object({ number: z.string().trim().min(1).max(40).nullable() }),
  response: OwnPhone,
  errors: ['number-unreadable'],
});

export const connectOwnPhone = endpoint({
  name: 'connectOwnPhone',
  method: 'POST',
  path: '/api/own-phone/connection',
  summary: 'Ring one’s own telephone and keep it connected; people called are then brought to it',
  permission: 'attempt.record',
  response: OwnPhone,
  errors: ['no-own-number'],
});

export const disconnectOwnPhone = endpoint({
  name: 'disconnectOwnPhone',
  method: 'DELETE',
  path: '/api/own-phone/connection',
  summary: 'Hang one’s own telephone up; a person on the line is let go too',
  permission: 'attempt.record',
  response: OwnPhone,
  errors: [],
});
