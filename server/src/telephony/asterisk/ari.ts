/**
 * Asterisk's REST interface and its events over one websocket: one connection to lose, and half the work of HTTP. Reconnects by itself
 * until closed, or until another server has taken the application over.
 */
export type AriOptions = {
  /** `http://127.0.0.1:8088`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Stasis application; the exchange gives its events to the last that connected. */
  readonly app: string;
  /** Asked before each connect: who connects takes the application from whoever has it. Always when absent. */
  mayConnect?(): boolean;
  onEvent(event: AriEvent): void;
  /** After every connect. Nothing that happened before is ever replayed. */
  onUp(): void;
  onDown(): void;
  /** Another server owns the application now: step down. It is not reconnected. */
  onReplaced(): void;
};

export type AriChannel = {
  readonly id: string;
  readonly state: string;
  readonly channelvars?: Readonly<Record<string, string>>;
};

/** The events the desk reads, with only the fields it reads. */
export type AriEvent = {
  readonly type: string;
  readonly channel?: AriChannel;
  /** Of `Dial`: the channel being dialled, and how far it is. */
  readonly peer?: AriChannel;
  readonly dialstatus?: string;
  readonly digit?: string;
  readonly cause?: number;
  readonly tech_cause?: number;
  readonly playback?: { readonly id: string };
  readonly recording?: { readonly name: string; readonly duration?: number };
  /** Of `StasisStart`: how the channel came to us (extensions.conf). */
  readonly args?: readonly string[];
};

export type AriAnswer = { readonly status: number; readonly body: unknown };

export type Ari = {
  /** Resolves after the first try, whether it succeeded or not. */
  open(): Promise<void>;
  /** Resolves when the exchange has let go too: who connects next must not cross the farewell. */
  close(): Promise<void>;
  isUp(): boolean;
  /** Parts of the path are encoded here. Status 0: the connection was lost, and whether it was carried out is unknown. */
  ask(method: AriMethod, path: readonly string[], wanted?: AriWish): Promise<AriAnswer>;
};

export type AriMethod = 'GET' | 'POST' | 'DELETE' | 'PUT';

export type AriWish = { readonly query?: Readonly<Record<string, string | number>>; readonly body?: unknown };

const firstRetryMs = 100;
const longestRetryMs = 5000;
const answerWithinMs = 10_000;
const farewellWithinMs = 1000;

export function createAri(options: AriOptions): Ari {
  const waiting = new Map<string, (answer: AriAnswer) => void>();
  let socket: WebSocket | null = null;
  let up = false;
  let closed = false;
  let requests = 0;
  let retryMs = firstRetryMs;
  let retry: NodeJS.Timeout | undefined;

  const down = (): void => {
    const wasUp = up;
    up = false;
    for (const answer of waiting.values()) answer({ status: 0, body: null });
    waiting.clear();
    if (wasUp) options.onDown();
    tryAgain();
  };
  const tryAgain = (): void => {
    if (closed) return;
    retry = setTimeout(() => void open(), retryMs);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  };

  const hear = (text: string): void => {
    const message = JSON.parse(text) as AriEvent & RestResponse;
    if (message.type === 'RESTResponse') {
      waiting.get(message.request_id)?.({ status: message.status_code, body: readBody(message.message_body) });
    } else if (message.type === 'ApplicationReplaced') {
      void close();
      options.onReplaced();
    } else options.onEvent(message);
  };

  const open = (): Promise<void> => {
    if (closed) return Promise.resolve();
    if (options.mayConnect?.() === false) {
      tryAgain();
      return Promise.resolve();
    }
    const opening = new WebSocket(eventsUrl(options));
    socket = opening;
    return new Promise((tried) => {
      opening.onopen = () => {
        up = true;
        retryMs = firstRetryMs;
        options.onUp();
        tried();
      };
      opening.onmessage = ({ data }) => hear(String(data));
      // An error is always followed by the close.
      opening.onerror = () => undefined;
      opening.onclose = () => {
        if (socket === opening) down();
        tried();
      };
    });
  };

  const close = async (): Promise<void> => {
    closed = true;
    clearTimeout(retry);
    const closing = socket;
    socket = null;
    if (up) down();
    if (closing === null || closing.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      closing.addEventListener('close', () => resolve());
      setTimeout(resolve, farewellWithinMs).unref();
      closing.close();
    });
  };

  return {
    open,
    close,
    isUp: () => up,
    ask: (method, path, wish = {}) => {
      if (!up || socket === null) return Promise.resolve({ status: 0, body: null });
      const id = String(++requests);
      socket.send(JSON.stringify(restRequest(id, method, path, wish)));
      return new Promise((answered) => {
        const settle = (answer: AriAnswer) => {
          clearTimeout(late);
          waiting.delete(id);
          answered(answer);
        };
        const late = setTimeout(() => settle({ status: 0, body: null }), answerWithinMs);
        waiting.set(id, settle);
      });
    },
  };
}

type RestResponse = { readonly request_id: string; readonly status_code: number; readonly message_body?: string };

function eventsUrl({ url, user, password, app }: AriOptions): URL {
  const events = new URL('/ari/events', url);
  events.protocol = events.protocol === 'https:' ? 'wss:' : 'ws:';
  events.searchParams.set('app', app);
  events.searchParams.set('api_key', `${user}:${password}`);
  return events;
}

function restRequest(id: string, method: string, path: readonly string[], { query = {}, body }: AriWish) {
  return {
    type: 'RESTRequest',
    transaction_id: id,
    request_id: id,
    method,
    // A plus that is not encoded becomes a space, the request meets no channel, and the call lives for ever.
    uri: path.map(encodeURIComponent).join('/'),
    query_strings: Object.entries(query).map(([name, value]) => ({ name, value: String(value) })),
    ...(body === undefined ? {} : { content_type: 'application/json', message_body: JSON.stringify(body) }),
  };
}

function readBody(text: string | undefined): unknown {
  return text ? JSON.parse(text) : null;
}
