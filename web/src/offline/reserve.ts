import { readCheckIn } from '@kshem/contract/check-ins.ts';
import { readPersonCard } from '@kshem/contract/people.ts';
import { claimNext, releaseClaim, reserveTurns } from '@kshem/contract/worklist.ts';
import { useSyncExternalStore } from 'react';
import { Refused } from '../api/client.ts';
import { ask } from '../api/use-ask.ts';
import type { ClaimedItem, NothingNow, Turn } from '../call-desk/desk-port.ts';
import { turnFrom } from '../call-desk/kept-desk.ts';
import { theVault } from './vault.ts';

/** The lease of what is kept is 40 minutes; it is asked anew well before. */
const renewEveryMs = 10 * 60_000;

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
  for (const { id, value } of await vault.list<Turn>('turn')) {
    await vault.drop('turn', id);
    await ask(releaseClaim, { params: { householdId: id }, body: { fence: value.fence } }).catch(() => undefined);
  }
  renewedAt = 0;
  await countKept();
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
  for (const { id } of await vault.list<Turn>('turn')) {
    if (!items.some(({ householdId }) => householdId === id)) await vault.drop('turn', id);
  }
  for (const { items: due, ...claim } of items) {
    const files = await filesOf(due);
    await vault.put('turn', claim.householdId, { kind: 'turn', reserved: true, ...claim, items: due, ...files } satisfies Turn);
  }
  await countKept();
}

async function takeKept(): Promise<Turn | null> {
  const vault = await theVault();
  for (const { id, value } of await vault.list<Turn>('turn')) {
    await vault.drop('turn', id);
    await countKept();
    const turn = turnFrom(value);
    if (turn.claimUntil.getTime() > Date.now()) return turn;
  }
  return null;
}

/** Looks at what is kept; told to those who show it. */
export async function countKept(): Promise<void> {
  kept = (await (await theVault()).list('turn')).length;
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
