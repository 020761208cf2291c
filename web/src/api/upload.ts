import type { Endpoint } from '@kshem/contract/endpoint.ts';
import { ErrorAnswer } from '@kshem/contract/error-answer.ts';
import { Refused, type Reply, type Request } from './client.ts';

/** An endpoint that takes a file and answers in JSON. */
export type UploadEndpoint = Endpoint & { readonly upload: true; readonly response: { parse: (body: unknown) => unknown } };

export type Uploading = {
  /** Bytes on their way and in all; the server's work begins when both are equal. */
  readonly onProgress: (sent: number, total: number) => void;
  readonly signal?: AbortSignal;
};

/**
 * Sends a file with its fields. By XMLHttpRequest, because fetch does not tell how much of it has gone.
 * @throws Refused; AbortError when it was given up
 */
export function upload<E extends UploadEndpoint>(
  endpoint: E,
  { body, file, fileName }: Request<E> & { readonly body?: unknown; readonly file: Blob; readonly fileName: string },
  { onProgress, signal }: Uploading,
): Promise<Reply<E>> {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open(endpoint.method, endpoint.path);
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener('load', () => {
      const answered = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(endpoint.response.parse(answered) as Reply<E>);
      else reject(refusalOf(request.status, answered));
    });
    request.addEventListener('error', () => reject(new Refused('unavailable', 0, null)));
    request.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(formOf(body, file, fileName));
  });
}

/** The fields come before the file: the server reads the file as a stream and must know by then what to do with it. */
function formOf(fields: unknown, file: Blob, fileName: string): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) if (value !== undefined) form.append(name, String(value));
  form.append('file', file, fileName);
  return form;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOf(status: number, answered: unknown): Refused {
  const answer = ErrorAnswer.safeParse(answered);
  if (answer.success) return new Refused(answer.data.error.code, status, answer.data.error);
  // Not our words: a proxy between that lets no such file through, or another version of the server.
  if (status === 413) return new Refused('too-large', status, null);
  return new Refused(status >= 500 ? 'unavailable' : 'bad-request', status, null);
}
