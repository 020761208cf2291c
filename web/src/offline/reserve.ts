import { readCheckIn } from '@kshem/contract/check-ins.ts';
import { readPersonCard } from '@kshem/contract/people.ts';
import { claimNext, releaseClaim, reserveTurns } from '@kshem/contract/worklist.ts';
import { useSyncExternalStore } from 'react';
import { Refused } from '../api/client.ts';
import { leaveWhenSignedOut } from '../api/query-client.ts';
import { ask } from '../api/use-ask.ts';
import type { ClaimedItem, NothingNow, Turn } from '../call-desk/desk-port.ts';
import { turnFrom } from '../call-desk/kept-desk.ts';
import { inOneTab } from './one-tab.ts';
import { isAllTold } from './outbox.ts';
import { theVault, type Vault } from './vault.ts';

/** The server keeps a household for 40 minutes. Counted from when it came, by this device's clock, which may differ from the server's. */
const leaseMs = 39 * 60_000;
/** Asked anew well before. */
const renewEveryMs = 10 * 60_000;

/** `taken`: being called, or called already; the server may not have heard of it yet. */
type Reserved = Turn | { readonly kind: 'taken'; readonly householdId: string; readonly fence: number };

let kept = 0;
let renewedAt = 0;
let renewing: Promise<void> | null = null;
const listeners = new Set<() => void>();

/**
 * The next household to call, with everything that the desk shows and asks about it. Without a network, one of those that were kept on
 * this device for that.
 * @throws Refused `unavailable` without a network and with nothing kept
 */
export async function nextTurn(): Promise<Turn | NothingNow> {
  try {
    const claim = await ask(claimNext, {});
    if (claim.kind === 'nothing') return claim;
    const { householdId, fence, claimUntil, items } = claim;
    const turn = { kind: 'turn', reserved: false, householdId, fence, claimUntil, items, ...(await filesOf(items)) } as const;
    void keepReserve();
    return turn;
  } catch (error) {
    if (error instanceof Error) leaveWhenSignedOut(error);
    if (!(error instanceof Refused) || error.status !== 0) throw error;
    const turn = await takeKept();
    if (turn) return turn;
    throw error;
  }
}

/** How many households can be called without a network. */
export function useReserve(): { readonly kept: number } {
  const count = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept,
  );
  return { kept: count };
}

/** Gives back what was kept, as at the end of a shift; whatever the server does not hear of ends with its lease. */
export async function giveBackReserve(): Promise<void> {
  const vault = await theVault();
  for (const { value } of await vault.list<Reserved>('turn')) await giveBack(vault, value);
  renewedAt = 0;
  await countKept();
}

async function giveBack(vault: Vault, { householdId, fence }: Reserved): Promise<void> {
  await vault.drop('turn', householdId);
  await ask(releaseClaim, { params: { householdId }, body: { fence } }).catch(() => undefined);
}

/** Asks for the reserve now and then, and puts on the device what it takes to call them. Never in the way of the call at hand. */
function keepReserve(): Promise<void> {
  if (renewing || Date.now() - renewedAt < renewEveryMs) return Promise.resolve();
  renewing = renew()
    .catch(() => undefined)
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

async function renew(): Promise<void> {
  const vault = await theVault();
  // What is kept in an open page only is gone with it, and would hold people back for nothing.
  if (!vault.lasting) return;
  const { items } = await ask(reserveTurns, {});
  renewedAt = Date.now();
  const before = await vault.list<Reserved>('turn');
  for (const { id } of before) if (!items.some(({ householdId }) => householdId === id)) await vault.drop('turn', id);
  for (const { items: due, ...claim } of items) {
    const { householdId, fence } = claim;
    const known = before.find(({ id }) => id === householdId)?.value;
    if (known?.kind !== 'taken' || known.fence !== fence) {
      const files = await filesOf(due);
      await vault.put('turn', householdId, { kind: 'turn', reserved: true, ...claim, items: due, ...files } satisfies Turn);
    }
    // Called from here without a network: who of them was not reached comes back to the desk as soon as all is told.
    else if (await isAllTold()) await giveBack(vault, known);
  }
  await countKept();
}

/** One tab takes it, and leaves a mark until the server has heard what came of it: nobody is called twice. */
function takeKept(): Promise<Turn | null> {
  return inOneTab('reserve', async () => {
    const vault = await theVault();
    for (const { at, value } of await vault.list<Reserved>('turn')) {
      if (value.kind === 'taken') continue;
      const { householdId, fence } = value;
      await vault.put('turn', householdId, { kind: 'taken', householdId, fence } satisfies Reserved);
      await countKept();
      if (Date.now() - at.getTime() < leaseMs) return turnFrom(value);
    }
    return null;
  });
}

/** Looks at what is kept; told to those who show it. */
export async function countKept(): Promise<void> {
  kept = (await (await theVault()).list<Reserved>('turn')).filter(({ value }) => value.kind === 'turn').length;
  for (const listener of listeners) listener();
}

async function filesOf(items: readonly ClaimedItem[]): Promise<Pick<Turn, 'cards' | 'checkIns'>> {
  const personIds = [...new Set(items.map(({ personId }) => personId))];
  const [cards, checkIns] = await Promise.all([
    Promise.all(personIds.map((personId) => ask(readPersonCard, { params: { personId } }))),
    Promise.all(items.map(({ checkInId, checkInDueOn }) => ask(readCheckIn, { params: { dueOn: checkInDueOn, checkInId } }))),
  ]);
  return {
    cards: Object.fromEntries(cards.map((card) => [card.personId, card])),
    checkIns: Object.fromEntries(checkIns.map((checkIn) => [checkIn.checkInId, checkIn])),
  };
}
