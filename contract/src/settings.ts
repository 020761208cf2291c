import { roles } from '@kshem/domain/access/roles.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { areaId, id, instant, localDate } from './wire.ts';

const role = z.enum(roles);
const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .describe('HH:MM in the district’s own zone');
const hours = {
  callsFrom: localTime.nullable().describe('null: as early as the protocol says'),
  callsUntil: localTime.nullable().describe('null: as late as the protocol says'),
  closedWeekdays: z.array(z.int().min(1).max(7)).max(6).describe('ISO weekdays, 1 = Monday, besides those of the protocol'),
  closedDays: z.array(localDate).max(100).describe('Days on which nobody is called'),
};

export const DistrictSettings = z
  .object({
    secondFactorRoles: z.array(role).describe('Accounts with one of these roles need a second factor'),
    ...hours,
    changedAt: instant.nullable().describe('null: nothing was set yet'),
    changedBy: id.nullable(),
  })
  .meta({ id: 'DistrictSettings', description: 'What the acting district decides for itself' });

export const readSettings = endpoint({
  name: 'readSettings',
  method: 'GET',
  path: '/api/settings',
  summary: 'What the acting district decides for itself',
  permission: 'signed-in',
  response: DistrictSettings,
  errors: [],
});

export const setSecondFactorRoles = endpoint({
  name: 'setSecondFactorRoles',
  method: 'PUT',
  path: '/api/settings/second-factor-roles',
  summary: 'Which roles need a second factor. Whoever has none must add one with their next request',
  permission: 'user.manage',
  body: z.object({ roles: z.array(role).max(roles.length) }),
  response: DistrictSettings,
  errors: [],
});

export const setCallingHours = endpoint({
  name: 'setCallingHours',
  method: 'PUT',
  path: '/api/settings/calling-hours',
  summary: 'Narrower calling hours and closed days for the whole district, over those of the protocols. Never wider ones',
  permission: 'area.manage',
  body: z.object(hours),
  response: DistrictSettings,
  errors: ['no-hours-left'],
});

const areaName = z.string().trim().min(1).max(120);
const lgdCode = z
  .string()
  .trim()
  .regex(/^\d{1,10}$/)
  .nullable();
const ofArea = z.object({ areaId });

export const addArea = endpoint({
  name: 'addArea',
  method: 'POST',
  path: '/api/areas',
  summary: 'A new ward or village under a block or under the district',
  permission: 'area.manage',
  body: z.object({ parentId: areaId, level: z.enum(['block', 'ward', 'village']), nameEn: areaName, nameHi: areaName, lgdCode }),
  status: 201,
  response: ofArea,
  errors: ['not-found', 'area-code-taken'],
});

export const renameArea = endpoint({
  name: 'renameArea',
  method: 'PUT',
  path: '/api/areas/:areaId',
  summary: 'New names or another LGD code for an area inside the acting district. Its place in the tree stays',
  permission: 'area.manage',
  params: z.object({ areaId: z.coerce.number().int().positive() }),
  body: z.object({ nameEn: areaName, nameHi: areaName, lgdCode }),
  response: ofArea,
  errors: ['not-found', 'area-code-taken'],
});

export const countPeopleByArea = endpoint({
  name: 'countPeopleByArea',
  method: 'GET',
  path: '/api/settings/people-by-area',
  summary:
    'How many people are followed in each ward and village, and by language how many callers could speak with them. No names',
  permission: 'area.manage',
  response: z.object({
    items: z.array(
      z.object({
        areaId,
        language: z.string(),
        people: z.int().describe('With an open episode'),
        callers: z.int().describe('Accounts that may claim, serve the area and speak the language'),
      }),
    ),
    speakers: z.array(z.object({ language: z.string(), callers: z.int() })),
  }),
  errors: [],
});
