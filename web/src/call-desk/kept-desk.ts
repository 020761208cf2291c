import { readCheckIn } from '@kshem/contract/check-ins.ts';
import { PersonCard } from '@kshem/contract/people.ts';
import type { CheckIn, Turn } from './desk-port.ts';
import type { DeskState } from './desk-state.ts';

/** Under which the device keeps the household that is being called; each check-in's answers stand under their own key beside it. */
export const deskKey = 'desk';
export const checkInKey = (checkInId: string) => `check-in/${checkInId}`;

/** The state as the device keeps it: plain JSON. What was said is kept by check-in and left out here. */
export function toKept(state: DeskState): unknown {
  return JSON.parse(JSON.stringify({ ...state, said: {} })) as unknown;
}

/** null: kept by another version of the page, or nothing was under way. The server still knows the household. */
export function fromKept(kept: unknown): DeskState | null {
  try {
    const { turn, ...state } = kept as DeskState;
    return turn === null ? null : { ...state, turn: turnFrom(turn) };
  } catch {
    return null;
  }
}

/** Instants were kept as texts; the contract's shapes read them again. */
export function turnFrom(kept: Turn): Turn {
  const cards = Object.entries(kept.cards).map(([id, card]) => [id, PersonCard.parse(card)] as const);
  const checkIns = Object.entries(kept.checkIns).map(([id, one]) => [id, readCheckIn.response.parse(one) as CheckIn] as const);
  return {
    ...kept,
    claimUntil: new Date(kept.claimUntil),
    cards: Object.fromEntries(cards),
    checkIns: Object.fromEntries(checkIns),
  };
}
