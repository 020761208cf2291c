import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import type { AdviceCard } from '../protocol/protocol.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Situation } from './three-valued.ts';

/** Codes of the cards in force on a date whose condition is met. A condition that cannot be decided keeps its card back. */
export function adviceOn(compiled: CompiledProtocol, situation: Situation, date: LocalDate): readonly string[] {
  return compiled.advice
    .filter(({ card, when }) => isInForce(card, date) && (when === null || isMet(situation, when)))
    .map(({ card }) => card.code);
}

/** Cards go stale in weeks: outside [from, until) a card is never shown, to anyone. */
export function isInForce(card: AdviceCard, date: LocalDate): boolean {
  return card.effectiveFrom <= date && (card.effectiveUntil === undefined || date < card.effectiveUntil);
}

function isMet(situation: Situation, when: NonNullable<CompiledProtocol['advice'][number]['when']>): boolean {
  const verdict = situation.judge(when.run);
  return verdict.known && verdict.value === true;
}
