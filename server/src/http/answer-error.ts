import type { ErrorAnswer } from '@kshem/contract/error-answer.ts';
import { type ErrorCode, errors } from '@kshem/contract/errors.ts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError } from '../app-error.ts';
import { codeOfDatabaseError, constraintName } from '../db/constraint-errors.ts';
import { errorWithoutWords } from '../log.ts';
import type { Metrics } from './metrics.ts';

type Refusal = { code: ErrorCode; detail?: Readonly<Record<string, unknown>> | undefined };

/** The one place where errors become answers. What a field held is never said back, nor logged. */
export function answerErrors(app: FastifyInstance, metrics: Metrics): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal' || refusal.code === 'unavailable') logFault(request, error);
    return answer(request, reply, metrics, refusal);
  });
  app.setNotFoundHandler((request, reply) => answer(request, reply, metrics, { code: 'not-found' }));
}

function answer(request: FastifyRequest, reply: FastifyReply, metrics: Metrics, { code, detail }: Refusal): FastifyReply {
  const { status, retryable, message } = errors[code];
  metrics.refusals.inc({ code });
  if (typeof detail?.retryAfterSeconds === 'number') reply.header('retry-after', detail.retryAfterSeconds);
  const body: ErrorAnswer = { error: { code, message, retryable, reference: request.id, detail: detail ?? null } };
  // Written past the route's schemas: an error answer has one shape, whatever the route.
  return reply.code(status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
}

function logFault(request: FastifyRequest, error: unknown): void {
  const constraint = error instanceof Error ? constraintName(error) : undefined;
  request.log.error({ err: errorWithoutWords(error), constraint, fields: unfitFields(error) }, 'a request failed');
}

/** Where our own answer did not fit its schema. */
function unfitFields(error: unknown): string[] | undefined {
  const { cause } = error as { cause?: { issues?: readonly { path: readonly PropertyKey[]; code: string }[] } };
  return cause?.issues?.map(({ path, code }) => `${path.map(String).join('/')} ${code}`);
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return { code: 'bad-request', detail: { fields: fieldsOf(error) } };
  const byFastify = codeByFastify[(error as FastifyError).code];
  if (byFastify) return { code: byFastify };
  const byDatabase = codeOfDatabaseError(error);
  if (byDatabase) return { code: byDatabase };
  const { statusCode = 500 } = error as FastifyError;
  return { code: statusCode >= 400 && statusCode < 500 ? 'bad-request' : 'internal' };
}

/** Where the request is wrong and how, in words of the schema. */
function fieldsOf({ validation, validationContext }: FastifyError): { field: string; problem: string }[] {
  const part = validationContext === 'body' || !validationContext ? '' : `${validationContext}`;
  return (validation ?? []).map(({ instancePath, keyword }) => ({ field: `${part}${instancePath}`, problem: keyword }));
}

const codeByFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_REQ_FILE_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-content-type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'wrong-content-type',
  FST_ERR_RESPONSE_SERIALIZATION: 'internal',
};
