import { type ErrorCode, errors } from '@kshem/contract/errors.ts';

/** A refusal a use case hands to whoever asked, by its registered code. `detail` holds ids and field names only, never health data. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, detail?: Record<string, unknown>) {
    super(errors[code].message.en);
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
  }
}
