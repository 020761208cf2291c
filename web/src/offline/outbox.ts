import { recordDisposition, reportCall } from '@kshem/contract/calls.ts';
import { submitAnswers } from '@kshem/contract/check-ins.ts';
import type { Endpoint } from '@kshem/contract/endpoint.ts';
import type { ErrorCode } from '@kshem/contract/errors.ts';
import { useSyncExternalStore } from 'react';
import { Refused, type Request } from '../api/client.ts';
import { ask } from '../api/use-ask.ts';
import { onReachable } from './network.ts';
import { theVault } from './vault.ts';

/** What is never lost for want of a network. Each carries ids made on this device, so that sending it twice is sending it once. */
const deliverable = { submitAnswers, recordDisposition, reportCall } satisfies Record<string, Endpoint>;
export type OutboxKind = keyof typeof deliverable;

type Letter = {
  readonly kind: OutboxKind;
  readonly request: object;
  /** The server said no; kept for somebody to see, sent again only when asked to. */
  readonly refused?: ErrorCode;
};
type RefusedLetter = { readonly id: string; readonly kind: OutboxKind; readonly code: ErrorCode; readonly at: Date };
export type Delivery = { readonly kind: 'sent'; readonly reply: unknown } | { readonly kind: 'waits' };

/** A network that swallows a request is as good as none; the letter is sent again. */
const patienceMs = 15_000;

type Seen = { readonly waiting: number; readonly refused: readonly RefusedLetter[] };
let seen: Seen = { waiting: 0, refused: [] };
const listeners = new Set<() => void>();
type Waiter = { resolve(delivery: Delivery): void; reject(reason: unknown): void };
const waiters = new Map<string, Waiter>();
let draining: Promise<void> | null = null;

/**
 * Sends something that must arrive. It is kept on the device first; where the server does not answer, or nobody is signed in any more, it
 * waits there and goes out, in order, once that is over.
 * @throws Refused when the server refuses it; it is then not kept.
 */
export async function sendSurely<K extends OutboxKind>(kind: K, request: Request<(typeof deliverable)[K]>): Promise<Delivery> {
  const id = `${Date.now().toString(36).padStart(9, '0')}-${(count++).toString(36).padStart(4, '0')}`;
  await (await theVault()).put('outbox', id, { kind, request } satisfies Letter);
  const delivered = new Promise<Delivery>((resolve, reject) => waiters.set(id, { resolve, reject }));
  void drain();
  return delivered;
}
let count = 0;

/** What waits to be sent, and what the server would not take. */
export function useOutbox() {
  const { waiting, refused } = useSyncExternalStore(subscribe, () => seen);
  return {
    waiting,
    refused,
    retry: (id: string) => void tryAgain(id),
    drop: (id: string) => void dropLetter(id),
  };
}

/** Looks at what an earlier page left, and sends it. Called once somebody is signed in. */
export function startOutbox(): () => void {
  void drain();
  return onReachable((reachable) => {
    if (reachable) void drain();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function drain(): Promise<void> {
  draining = (draining ?? Promise.resolve()).then(() => alone(sendAll)).catch(() => undefined);
  return draining;
}

/** One tab at a time: two would send the same letter twice, which is harmless, and out of order, which is not. */
function alone(work: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request('kshem-outbox', work) : work();
}

async function sendAll(): Promise<void> {
  const vault = await theVault();
  const letters = await vault.list<Letter>('outbox');
  let stopped = false;
  for (const { id, value } of letters) {
    if (value.refused) continue;
    // Strictly in order: a call must be told before what came of it, also in the moment the network returns.
    if (stopped) settle(id, { kind: 'waits' });
    else stopped = !(await sendOne(id, value));
  }
  await look();
}

/** @returns whether the server was there to take it or refuse it */
async function sendOne(id: string, letter: Letter): Promise<boolean> {
  const vault = await theVault();
  try {
    const request = { ...sentNow(letter), signal: AbortSignal.timeout(patienceMs) };
    const reply = await ask(deliverable[letter.kind] as Endpoint, request as never);
    await vault.drop('outbox', id);
    settle(id, { kind: 'sent', reply });
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || isPassing(error)) {
      settle(id, { kind: 'waits' });
      return false;
    }
    const waiter = waiters.get(id);
    waiters.delete(id);
    // Whoever is at the desk hears of it now; a letter of an earlier page is kept for them to see.
    if (waiter) await vault.drop('outbox', id);
    else await vault.put('outbox', id, { ...letter, refused: error.code } satisfies Letter);
    waiter?.reject(error);
    return true;
  }
}

/** A reported call says by the device's own clock when it is sent, so that a wrong clock is known. */
function sentNow({ kind, request }: Letter): object {
  if (kind !== 'reportCall') return request;
  return { ...request, body: { ...(request as { body: object }).body, sentAt: new Date().toISOString() } };
}

function isPassing({ status, code }: Refused): boolean {
  return status === 0 || status >= 500 || code === 'not-signed-in' || code === 'too-many-requests';
}

function settle(id: string, delivery: Delivery): void {
  waiters.get(id)?.resolve(delivery);
  waiters.delete(id);
}

async function tryAgain(id: string): Promise<void> {
  const vault = await theVault();
  const letter = await vault.get<Letter>('outbox', id);
  if (letter) await vault.put('outbox', id, { kind: letter.kind, request: letter.request } satisfies Letter);
  await drain();
}

async function dropLetter(id: string): Promise<void> {
  await (await theVault()).drop('outbox', id);
  await look();
}

async function look(): Promise<void> {
  const letters = await (await theVault()).list<Letter>('outbox');
  seen = {
    waiting: letters.filter(({ value }) => !value.refused).length,
    refused: letters.flatMap(({ id, at, value: { kind, refused } }) => (refused ? [{ id, kind, code: refused, at }] : [])),
  };
  for (const listener of listeners) listener();
}
