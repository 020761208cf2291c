import type { Answered, AnswersFile, Endpoint, Sent } from '@kshem/contract/endpoint.ts';
import { ErrorAnswer } from '@kshem/contract/error-answer.ts';
import type { ErrorCode } from '@kshem/contract/errors.ts';

/** What an endpoint wants sent; parts it does not have cannot be given, parts without a required field may be left out. */
export type Request<E extends Endpoint> = Part<E, 'params'> &
  Part<E, 'query'> &
  Part<E, 'body'> &
  Upload<E> & { signal?: AbortSignal };

type Part<E extends Endpoint, P extends 'params' | 'query' | 'body'> =
  Sent<E, P> extends undefined ? object : object extends Sent<E, P> ? { [K in P]?: Sent<E, P> } : { [K in P]: Sent<E, P> };
type Upload<E extends Endpoint> = E['upload'] extends true ? { file: Blob; fileName: string } : object;
type Arguments<E extends Endpoint> = object extends Request<E> ? [request?: Request<E>] : [request: Request<E>];

export type Reply<E extends Endpoint> = AnswersFile<E> extends true ? Blob : Answered<E>;
export type Client = <E extends Endpoint>(endpoint: E, ...request: Arguments<E>) => Promise<Reply<E>>;

/** A refusal by the server, or `unavailable` where no answer came. */
export class Refused extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly answer: ErrorAnswer['error'] | null;

  constructor(code: ErrorCode, status: number, answer: ErrorAnswer['error'] | null) {
    super(answer?.message.en ?? 'The server could not be reached.');
    this.name = 'Refused';
    this.code = code;
    this.status = status;
    this.answer = answer;
  }
}

export type ClientOptions = {
  /** Where the server is; the page's own address when absent. */
  base?: string;
  /** Sent with every request, such as the session or the chosen district. */
  headers?: () => Record<string, string>;
};

/**
 * A typed client over fetch: calls an endpoint of the contract and reads its answer by the contract's schema. Dates of the wire come as
 * Date.
 * @throws Refused
 */
export function makeClient({ base = '', headers = () => ({}) }: ClientOptions = {}): Client {
  return async (endpoint, ...[request]) => {
    const { params, query, body, file, fileName, signal } = (request ?? {}) as Loose;
    const sent = bodyOf(body, file, fileName);
    const response = await fetch(base + pathOf(endpoint.path, params) + searchOf(query), {
      method: endpoint.method,
      headers: { accept: 'application/json', ...sent.headers, ...headers() },
      ...(sent.body !== undefined && { body: sent.body }),
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new Refused('unavailable', 0, null);
    });
    if (!response.ok) throw await refusalOf(response);
    return (await read(endpoint, response)) as never;
  };
}

type Plain = string | number | boolean | null | undefined;
/** A request as it is when its endpoint is not looked at. */
type Loose = {
  params?: Record<string, Plain>;
  query?: Record<string, Plain>;
  body?: unknown;
  file?: Blob;
  fileName?: string;
  signal?: AbortSignal;
};

function bodyOf(body: unknown, file?: Blob, fileName?: string): { body?: BodyInit; headers: Record<string, string> } {
  if (file) return { body: formOf(body, file, fileName), headers: {} };
  return body === undefined ? { headers: {} } : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** The fields come before the file: the server reads the file as a stream and must know by then what to do with it. */
function formOf(fields: unknown, file: Blob, fileName = 'file'): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) if (value !== undefined) form.append(name, String(value));
  form.append('file', file, fileName);
  return form;
}

function pathOf(path: string, params: Record<string, Plain> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function searchOf(query: Record<string, Plain> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null) search.append(name, String(value));
  return search.size === 0 ? '' : `?${search}`;
}

async function read({ response: shape }: Endpoint, response: Response): Promise<unknown> {
  if (shape === null) return undefined;
  return 'file' in shape ? response.blob() : shape.parse(await response.json());
}

async function refusalOf(response: Response): Promise<Refused> {
  const answer = ErrorAnswer.safeParse(await response.json().catch(() => null));
  // Not our words: a proxy between, or another version of the server.
  return answer.success
    ? new Refused(answer.data.error.code, response.status, answer.data.error)
    : new Refused(response.status >= 500 ? 'unavailable' : 'bad-request', response.status, null);
}
