/**
 * Lets the desk open without a network: the page and what the call desk is built of are kept on the device, the rest as it is used. Nothing of
 * the API is ever kept here: other people's records have their own, sealed place (vault.ts).
 */
type Precache = { readonly version: string; readonly files: readonly string[] };
/** Filled in when the screens are built (build/offline-list.ts). */
declare const __PRECACHE__: Precache;

// The worker's own globals, as far as they are used: the DOM's types do not have them.
type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Worker = {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};
const worker = self as unknown as Worker;
const precache = __PRECACHE__;
const cacheName = `kshem-${precache.version}`;
/** A line that neither answers nor breaks is no line. */
const patienceMs = 5000;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...precache.files])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

// Said by the page when its reader agrees to the new version: until then the old one goes on, whole.
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/') || pathname === '/metrics')
    return;
  if (request.mode === 'navigate') event.respondWith(pageOf(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request));
});

/** The server's page where it answers in time; else the kept one, with the parts it was built with. */
async function pageOf(request: Request): Promise<Response> {
  const fetched = fetch(request).then(
    (answer) => (answer.status < 500 ? answer : null),
    () => null,
  );
  const answered = await Promise.race([fetched, new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))]);
  if (answered) return answered;
  const kept = await (await caches.open(cacheName)).match('/');
  return kept ?? fetch(request);
}

/** Names hold a hash of the content, so what is kept is never out of date. */
async function keptOrFetched(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok) void keep(request, fetched.clone());
  return fetched;
}

/** A device without room works on with the network. */
async function keep(request: Request, answer: Response): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.put(request, answer).catch(() => undefined);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('kshem-') && name !== cacheName).map((name) => caches.delete(name)));
}
