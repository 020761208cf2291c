import { ambulanceKinds, bedKinds, centreKinds, facilityKinds } from '@kshem/domain/registry/bed-kinds.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { after, areaId, id, instant, limit, localDate, next, text } from './wire.ts';

const bedKind = z.enum(bedKinds);
const kind = z.enum(facilityKinds);
const count = z.int().min(0).max(10_000);
const params = z.object({ facilityId: id });
const phone = z.string().trim().min(3).max(40);
const name = z.string().trim().min(1).max(120);
const told = {
  trueAt: instant.nullable().describe('When it was last true; null: never told'),
  toldBy: text.nullable().describe('Who said so; null: a system by the API, or nobody'),
  stale: z.boolean().describe('Ask again before relying on it'),
};

export const Beds = z
  .object({
    kind: bedKind,
    total: z.int(),
    free: z.int().nullable().describe('As last told; null: never told'),
    held: z.int().describe('Promised to people on their way'),
    open: z.int().describe('May still be promised'),
    ...told,
  })
  .meta({ id: 'Beds' });

const CentreDay = z.object({ day: localDate, kind: z.enum(centreKinds), slots: z.int(), free: z.int(), ...told });

export const Facility = z
  .object({
    facilityId: id,
    kind,
    name: text,
    areaId,
    area: text,
    phone: z.string().nullable(),
    beds: z.array(Beds),
    places: z.array(CentreDay).describe('Of today and later'),
    clerkIds: z.array(id).describe('Accounts that tell of its beds'),
  })
  .meta({ id: 'Facility' });

export const listFacilities = endpoint({
  name: 'listFacilities',
  method: 'GET',
  path: '/api/facilities',
  summary:
    'Hospitals and centres with what is free and when that was last true. With a kind of bed, those with most open ones first',
  permission: 'registry.read',
  query: z.object({
    kind: kind.exactOptional(),
    bed: bedKind.exactOptional().describe('Only houses with this kind that have one open'),
    name: z.string().max(60).exactOptional().describe('Beginning of the English name'),
    after,
    limit,
  }),
  response: z.object({ items: z.array(Facility), next }),
  errors: [],
});

export const saveFacility = endpoint({
  name: 'saveFacility',
  method: 'PUT',
  path: '/api/facilities/:facilityId',
  summary: 'Add a hospital or centre, or change what is known of it; beds by kind with their totals',
  permission: 'registry.manage',
  params,
  body: z.object({
    kind,
    nameEn: name,
    nameHi: name,
    areaId,
    phone: phone.nullable().default(null),
    beds: z
      .array(z.object({ kind: bedKind, total: count }))
      .max(bedKinds.length)
      .default([]),
    clerkIds: z.array(id).max(50).default([]).describe('Accounts that tell of its beds'),
    closed: z.boolean().default(false),
  }),
  response: null,
  errors: ['not-found', 'facility-name-taken', 'beds-held', 'conflict'],
});

export const reportBeds = endpoint({
  name: 'reportBeds',
  method: 'POST',
  path: '/api/facilities/:facilityId/beds',
  summary:
    'Tell how many beds are free now. A clerk tells of their own house, a supervisor of any; systems use it with a bearer token',
  permission: 'registry.report',
  params,
  body: z.object({
    beds: z
      .array(z.object({ kind: bedKind, free: count }))
      .min(1)
      .max(bedKinds.length),
  }),
  response: z.object({ beds: z.array(Beds) }),
  errors: ['not-found', 'more-than-total', 'bed-kind-unknown'],
});

export const reportPlaces = endpoint({
  name: 'reportPlaces',
  method: 'POST',
  path: '/api/facilities/:facilityId/places',
  summary: 'Tell how many test or vaccination places a centre has on a day, and how many are free',
  permission: 'registry.report',
  params,
  body: z.object({ day: localDate, kind: z.enum(centreKinds), slots: count, free: count }),
  response: null,
  errors: ['not-found', 'more-than-total'],
});

export const readOwnFacilities = endpoint({
  name: 'readOwnFacilities',
  method: 'GET',
  path: '/api/own-facilities',
  summary: 'The houses a clerk tells of, and who is on the way there: name, age and the bed, nothing of their illness',
  permission: 'registry.own',
  response: z.object({
    items: z.array(
      z.object({
        facility: Facility,
        coming: z.array(
          z
            .object({
              transferId: id,
              personName: z.string(),
              ageYears: z.number().nullable(),
              sex: z.enum(['female', 'male', 'other']).nullable(),
              bedKind,
              status: z.enum(['bed-held', 'ambulance-sent', 'picked-up']),
              holdUntil: instant.nullable(),
              etaAt: instant.nullable(),
              callSign: z.string().nullable(),
              confirmedBy: z.string().nullable(),
            })
            .meta({ id: 'Coming' }),
        ),
      }),
    ),
  }),
  errors: [],
});

export const receiveTransfer = endpoint({
  name: 'receiveTransfer',
  method: 'POST',
  path: '/api/own-facilities/transfers/:transferId',
  summary: 'The hospital’s own word: the bed is kept, or the person is in it',
  permission: 'registry.own',
  params: z.object({ transferId: id }),
  body: z.object({ action: z.enum(['confirm-bed', 'admit']) }),
  response: null,
  errors: ['not-found', 'conflict'],
});

export const Ambulance = z
  .object({
    ambulanceId: id,
    callSign: z.string(),
    kind: z.enum(ambulanceKinds),
    phone: z.string().nullable(),
    crew: z.string().nullable(),
    state: z.enum(['ready', 'off', 'on-a-job']),
    ...told,
  })
  .meta({ id: 'Ambulance' });

export const listAmbulances = endpoint({
  name: 'listAmbulances',
  method: 'GET',
  path: '/api/ambulances',
  summary: 'The district’s ambulances: ready, off, or with somebody on the way',
  permission: 'registry.read',
  response: z.object({ items: z.array(Ambulance) }),
  errors: [],
});

export const saveAmbulance = endpoint({
  name: 'saveAmbulance',
  method: 'PUT',
  path: '/api/ambulances/:ambulanceId',
  summary: 'Add an ambulance or tell how it is: crew, telephone, ready or off',
  permission: 'registry.manage',
  params: z.object({ ambulanceId: id }),
  body: z.object({
    callSign: name,
    kind: z.enum(ambulanceKinds),
    phone: phone.nullable().default(null),
    crew: name.nullable().default(null),
    state: z.enum(['ready', 'off']),
  }),
  response: null,
  errors: ['ambulance-known', 'conflict'],
});
