import type { Endpoint } from '@kshem/contract/endpoint.ts';
import type { ErrorCode } from '@kshem/contract/errors.ts';
import { useSyncExternalStore } from 'react';
import { Refused, type Request } from '../api/client.ts';
import { ask } from '../api/use-ask.ts';
import { deliverInOrder, type KeptLetter } from './deliver-in-order.ts';
import { keptAccount } from './kept-account.ts';
import { deliverable, type Fate, fateOf, type Letter, needOf, type OutboxKind, sentNow } from './letter.ts';
import { onReachable, wasAnswered } from './network.ts';
import { inOneTab } from './one-tab.ts';
import { theVault, type Vault } from './vault.ts';

type RefusedLetter = { readonly id: string; readonly kind: OutboxKind; readonly code: ErrorCode; readonly at: Date };
export type Delivery = { readonly kind: 'sent'; readonly reply: unknown } | { readonly kind: 'waits' };

/** A network that swallows a request is as good as none; the letter is sent again. */
const patienceMs = 15_000;
/** Between two tries of what waits; doubled each time. The network's return is not waited for in this way (network.ts). */
const firstPauseMs = 2000;
const longestPauseMs = 5 * 60_000;

type Seen = {
  readonly waiting: number;
  readonly refused: readonly RefusedLetter[];
  /** What was done about needs and waits to be sent, by need; the latest. */
  readonly needs: ReadonlyMap<string, OutboxKind>;
};
let seen: Seen = { waiting: 0, refused: [], needs: new Map() };
const listeners = new Set<() => void>();
type Waiter = { resolve(delivery: Delivery): void; reject(reason: unknown): void };
const waiters = new Map<string, Waiter>();
let draining: Promise<void> | null = null;
let pauseMs = firstPauseMs;
let nextTry: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends something that must arrive. It is kept on the device first; where the server does not answer, or nobody is signed in any more, it
 * waits there and goes out, in order, once that is over.
 * @throws Refused when the server refuses it; it is then not kept.
 */
export async function sendSurely<K extends OutboxKind>(kind: K, request: Request<(typeof deliverable)[K]>): Promise<Delivery> {
  const id = newLetterId();
  const letter = { kind, request } as Letter;
  const kept = await (await theVault()).put('outbox', id, letter).then(
    () => true,
    () => false,
  );
  // A device without room: straight to the server, and no word of "kept" when that fails.
  if (!kept) return { kind: 'sent', reply: await post(letter) };
  const delivered = new Promise<Delivery>((resolve, reject) => waiters.set(id, { resolve, reject }));
  void drain();
  return delivered;
}

/** What waits to be sent, and what the server would not take. */
export function useOutbox() {
  const { waiting, refused, needs } = useSyncExternalStore(subscribe, () => seen);
  return {
    ...{ waiting, refused, needs },
    retry: (id: string) => void tryAgain(id),
    drop: (id: string) => void dropLetter(id),
  };
}

/** Looks at what an earlier page left, and sends it. Called once somebody is signed in. */
export function startOutbox(): () => void {
  drainNow();
  return onReachable((reachable) => {
    // With the pause that has grown: what holds everything back may be one letter, and the way there open.
    if (reachable) void drain();
  });
}

/** Whether everything that was done on this device has been told, or refused. */
export async function isAllTold(): Promise<boolean> {
  return (await (await theVault()).list<Letter>('outbox')).every(({ value }) => value.refused);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let lastAt = 0;

/** Sorts by the time of writing; two tabs in one millisecond have different ones. */
function newLetterId(): string {
  lastAt = Math.max(lastAt + 1, Date.now());
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `${lastAt.toString(36).padStart(9, '0')}-${chance.toString(36)}`;
}

function drainNow(): void {
  pauseMs = firstPauseMs;
  void drain();
}

function drain(): Promise<void> {
  // One tab at a time: two would send the same letter twice, which is harmless, and out of order, which is not.
  draining = (draining ?? Promise.resolve()).then(() => inOneTab('outbox', sendAll)).catch(() => undefined);
  return draining;
}

async function sendAll(): Promise<void> {
  const vault = await theVault();
  const waiting = await deliverInOrder(await vault.list<Letter>('outbox'), (letter) => sendOne(vault, letter));
  for (const id of waiting) settle(id, { kind: 'waits' });
  tryLater(waiting.length > 0);
  await look(vault);
}

function tryLater(something: boolean): void {
  clearTimeout(nextTry);
  // Not all desks of a room at one instant.
  if (something) nextTry = setTimeout(() => void drain(), pauseMs * (0.5 + Math.random()));
  pauseMs = something ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs;
}

async function sendOne(vault: Vault, { id, value: letter }: KeptLetter): Promise<Fate> {
  // Another account has signed in in another tab: this is not theirs to send.
  const signedIn = keptAccount();
  if (signedIn && signedIn.id !== vault.accountId) return 'nobody-there';
  try {
    const reply = await post(letter);
    await vault.drop('outbox', id);
    settle(id, { kind: 'sent', reply });
    return 'arrived';
  } catch (error) {
    const fate = fateOf(error);
    if (fate === 'arrived') {
      await vault.drop('outbox', id);
      settle(id, { kind: 'waits' });
    }
    if (fate === 'refused') await refuse(vault, { id, value: letter }, error as Refused);
    // Swallowed, or answered by something that is not our server: it is asked for until it is there again.
    if (fate === 'nobody-there' && !(error instanceof Refused && error.answer)) wasAnswered(false);
    return fate;
  }
}

function post(letter: Letter): Promise<unknown> {
  const request = { ...sentNow(letter, new Date()), signal: AbortSignal.timeout(patienceMs) };
  return ask(deliverable[letter.kind] as Endpoint, request as never);
}

/** Whoever is at the desk hears of it now; a letter of an earlier page is kept for them to see. */
async function refuse(vault: Vault, { id, value }: KeptLetter, error: Refused): Promise<void> {
  const waiter = waiters.get(id);
  waiters.delete(id);
  if (waiter) await vault.drop('outbox', id);
  else await vault.put('outbox', id, { ...value, refused: error.code } satisfies Letter);
  waiter?.reject(error);
}

function settle(id: string, delivery: Delivery): void {
  waiters.get(id)?.resolve(delivery);
  waiters.delete(id);
}

async function tryAgain(id: string): Promise<void> {
  const vault = await theVault();
  const letter = await vault.get<Letter>('outbox', id);
  if (letter) await vault.put('outbox', id, { kind: letter.kind, request: letter.request } as Letter);
  drainNow();
}

async function dropLetter(id: string): Promise<void> {
  const vault = await theVault();
  await vault.drop('outbox', id);
  await look(vault);
}

async function look(vault: Vault): Promise<void> {
  const letters = await vault.list<Letter>('outbox');
  seen = {
    waiting: letters.filter(({ value }) => !value.refused).length,
    needs: new Map(
      letters.flatMap(({ value }) => {
        const needId = value.refused ? null : needOf(value);
        return needId === null ? [] : [[needId, value.kind] as const];
      }),
    ),
    refused: letters.flatMap(({ id, at, value: { kind, refused } }) => (refused ? [{ id, kind, code: refused, at }] : [])),
  };
  for (const listener of listeners) listener();
}
