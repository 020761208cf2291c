import type { Permission } from '@kshem/domain/access/roles.ts';
import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';

export type Shape = z.ZodType;

/**
 * One thing the server can be asked for. The server mounts it, the web client calls it, the OpenAPI document prints it; none of them
 * says the path or a field a second time.
 */
export type Endpoint = {
  /** Its name in code and in the OpenAPI document: verb and noun. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parameters as `:name`. Names, numbers and answers never stand in an address: what searches by them is a POST. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  /** What the account's roles must allow; 'public' needs no session. */
  readonly permission: Permission | 'signed-in' | 'public';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: Shape;
  /** Open also to an account that must change its first password. */
  readonly beforePasswordChange?: true;
  /** Open also to an account whose role needs a second factor that it does not have yet. What is open before the password change is too. */
  readonly beforeSecondFactor?: true;
  /** A file comes with the request: multipart, its fields (shaped by `body`) before the file. */
  readonly upload?: true;
  /** null: nothing is answered (204). A file is answered with one of the content types. */
  readonly response: Shape | { readonly file: readonly string[] } | null;
  /** 202: taken on, goes on in the background. */
  readonly status?: 200 | 201 | 202;
  /** Its own refusals; those that every endpoint shares are added by errorsOf. */
  readonly errors: readonly ErrorCode[];
};

/** Keeps the literal types of an endpoint, so that its handler and its callers are typed by it. */
export function endpoint<const E extends Endpoint>(described: E): E {
  return described;
}

/** Every refusal an endpoint may answer with, its own first. */
export function errorsOf({
  permission,
  errors,
  params,
  query,
  body,
  beforePasswordChange,
  beforeSecondFactor,
}: Endpoint): readonly ErrorCode[] {
  const codes: ErrorCode[] = [...errors];
  if (params ?? query ?? body) codes.push('bad-request');
  if (body) codes.push('wrong-content-type', 'too-large');
  if (permission !== 'public') codes.push('not-signed-in', 'not-allowed', 'no-area');
  if (permission !== 'public' && !beforePasswordChange) codes.push('password-must-change');
  if (permission !== 'public' && !beforePasswordChange && !beforeSecondFactor) codes.push('second-factor-must-be-added');
  codes.push('wrong-origin', 'too-many-requests', 'internal', 'unavailable');
  return [...new Set(codes)];
}

/** What a caller of the endpoint sends for one of its parts; undefined where it has none. */
export type Sent<E extends Endpoint, Part extends 'params' | 'query' | 'body'> = E[Part] extends Shape
  ? Frozen<z.input<E[Part]>>
  : undefined;
/** The same as the server reads it. */
export type Read<E extends Endpoint, Part extends 'params' | 'query' | 'body'> = E[Part] extends Shape
  ? z.output<E[Part]>
  : undefined;
/** What is answered, as both sides hold it; undefined where nothing is. Files are handed over by each side in its own way. */
export type Answered<E extends Endpoint> = E['response'] extends Shape ? Frozen<z.output<E['response']>> : undefined;
/** Whether it answers with a file. */
export type AnswersFile<E extends Endpoint> = E['response'] extends { readonly file: readonly string[] } ? true : false;

/** Nobody changes what came or goes over the wire. */
type Frozen<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Frozen<T[K]> }
      : T;
