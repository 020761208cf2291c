import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { areaId } from './wire.ts';

export const Area = z
  .object({
    areaId,
    parentId: areaId.nullable().describe('null: the district itself'),
    level: z.enum(['district', 'block', 'ward', 'village']),
    nameEn: z.string(),
    nameHi: z.string(),
    lgdCode: z.string().nullable().describe('In the Local Government Directory'),
    depth: z.int().describe('Steps below the district'),
    own: z.boolean().describe('Inside the actor’s own areas; the others are there to show where those lie'),
  })
  .meta({ id: 'Area' });

export const listAreas = endpoint({
  name: 'listAreas',
  method: 'GET',
  path: '/api/areas',
  summary: 'Areas of the acting district as a tree: each parent before its children, brothers by name',
  permission: 'signed-in',
  response: z.object({ items: z.array(Area) }),
  errors: [],
});
