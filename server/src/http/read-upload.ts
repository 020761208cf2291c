import type { Readable } from 'node:stream';
import type { Endpoint } from '@kshem/contract/endpoint.ts';
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { AppError } from '../app-error.ts';

/** A file as it comes in; what its handler leaves unread is read and dropped. */
export type UploadedFile = { readonly name: string; readonly content: Readable };

/**
 * The fields that came before the file, checked by the endpoint's body schema, and the file itself, not yet read.
 * @throws AppError bad-request naming the fields that are wrong, or `file` when there is none
 */
export async function readUpload({ body }: Endpoint, request: FastifyRequest): Promise<{ body: unknown; file: UploadedFile }> {
  if (!request.isMultipart()) throw new AppError('wrong-content-type');
  const part = await request.file();
  if (!part) throw new AppError('bad-request', { fields: [{ field: '/file', problem: 'missing' }] });
  const fields = Object.entries(part.fields).flatMap(([name, field]) =>
    field && !Array.isArray(field) && field.type === 'field' ? [[name, field.value] as const] : [],
  );
  const checked = body?.safeParse(Object.fromEntries(fields));
  if (checked?.error) {
    drain(part.file);
    throw new AppError('bad-request', { fields: checked.error.issues.map(problemOf) });
  }
  return { body: checked?.data, file: { name: part.filename, content: part.file } };
}

/** A connection whose request is not read to its end answers nobody and keeps the server from stopping. */
export function drain(file: Readable): void {
  file.on('error', () => {});
  file.resume();
}

function problemOf({ path, code }: z.core.$ZodIssue) {
  return { field: `/${path.map(String).join('/')}`, problem: code };
}
