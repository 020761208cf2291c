/** As much of SIP (RFC 3261) as the phones of the lab read. */
export type SipMessage = {
  /** null: a request. */
  readonly status: number | null;
  /** Empty for a response. */
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly callId: string;
  readonly branch: string;
  readonly body: string;
};

export function readSip(bytes: Buffer): SipMessage {
  const text = bytes.toString('latin1');
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const [first = '', ...lines] = head.split('\r\n');
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()];
  }
  const [start = '', second = ''] = first.split(' ');
  const isResponse = start === 'SIP/2.0';
  return {
    status: isResponse ? Number(second) : null,
    method: isResponse ? '' : start,
    uri: isResponse ? '' : second,
    headers,
    callId: headers['call-id']?.[0] ?? '',
    branch: /branch=([^;,\s]+)/.exec(headers.via?.[0] ?? '')?.[1] ?? '',
    body,
  };
}

export function writeSip(first: string, headers: readonly string[], body = ''): Buffer {
  const type = body === '' ? [] : ['Content-Type: application/sdp'];
  return Buffer.from([first, ...headers, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n'), 'latin1');
}

/** The address inside `"name" <sip:…>;tag=…`. */
export function addressOf(value: string): string {
  return /<([^>]+)>/.exec(value)?.[1] ?? value.split(';')[0]?.trim() ?? '';
}

export function numberOf(address: string): string {
  return decodeURIComponent(/sips?:([^@;>]+)/.exec(address)?.[1] ?? '');
}
