import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import { endpoints } from '@kshem/contract/endpoints.ts';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { cookieName, districtHeader } from './visit.ts';

/** Prints the OpenAPI 3.1 document from the mounted contract, at /api/openapi.json. Must come before the routes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kshem',
        version,
        description: `A tele-calling desk for public health. Every refusal is an ErrorAnswer; docs/errors.md lists the codes. Who serves several districts names the one a request is for in the header \`${districtHeader}\`; the first of their own otherwise.`,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: cookieName },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: (given) => jsonSchemaTransform({ ...given, schema: withUpload(given.schema, given.route.config?.endpoint) }),
    transformObject: (given) => withoutUnused(jsonSchemaTransformObject(given) as Document),
  });
  let document: string | undefined;
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    document ??= JSON.stringify(app.swagger());
    return reply.type('application/json').send(document);
  });
}

/** The fields and the file of an upload, which no validator sees: they are read from the stream. */
function withUpload<S extends FastifySchema>(schema: S, name: string | undefined): S {
  const { upload, body } = endpoints[name ?? ''] ?? {};
  if (!upload) return schema;
  const file = z.string().meta({ format: 'binary', description: 'Comes after the other fields' });
  const form = body instanceof z.ZodObject ? body.extend({ file }) : z.object({ file });
  return { ...schema, body: form };
}

type Document = Exclude<ReturnType<SwaggerTransformObject>, Partial<{ swagger: string }>>;

/** Each named schema is printed as it is sent and as it is answered; the one of the two that nothing refers to is left out. */
function withoutUnused<D extends { components?: { schemas?: Record<string, unknown> } }>(document: D): D {
  const schemas = { ...document.components?.schemas };
  for (let before = -1; before !== Object.keys(schemas).length; ) {
    before = Object.keys(schemas).length;
    const printed = JSON.stringify({ ...document, components: { schemas } });
    for (const name of Object.keys(schemas)) if (!printed.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
  }
  return { ...document, components: { ...document.components, schemas } };
}
