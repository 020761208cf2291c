import { errorsOf } from '../contract/src/endpoint.ts';
import { endpoints } from '../contract/src/endpoints.ts';
import { type ErrorCode, errors } from '../contract/src/errors.ts';

/** docs/errors.md: every refusal with what it says and who answers with it. */
export function errorsPage(): string {
  const codes = Object.keys(errors) as ErrorCode[];
  return `# Errors

Printed from \`contract/src/errors.ts\` and the contract's endpoints by \`npm run generate\`; a test compares. A code is never renamed or
reused. Every refusal has the shape \`{ error: { code, message: { hi, en }, retryable, reference, detail } }\`: \`reference\` names the
request in the server's log, \`detail\` holds ids, field names and counts, never what a field held.

| code | status | again? | what it says | endpoints |
|---|---|---|---|---|
${codes.map(row).join('\n')}
`;
}

function row(code: ErrorCode): string {
  const { status, retryable, message } = errors[code];
  return `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${message.en}<br>${message.hi} | ${whoAnswers(code)} |`;
}

/** A refusal that endpoints share is counted; one of their own is listed. */
function whoAnswers(code: ErrorCode): string {
  const all = Object.values(endpoints);
  const answering = all.filter((endpoint) => errorsOf(endpoint).includes(code));
  if (answering.length === 0) return 'command line';
  const own = answering.every(({ errors: codes }) => codes.includes(code));
  return own
    ? answering
        .map(({ name }) => name)
        .toSorted()
        .join(', ')
    : `${answering.length} of ${all.length}`;
}
