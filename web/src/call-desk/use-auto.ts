import { useEffect, useRef, useState } from 'react';
import { type AutoDeed, autoDeed } from './auto-deed.ts';
import type { DeskState } from './desk-state.ts';
import { suggestedOutcome } from './suggested-outcome.ts';
import type { Acts } from './use-acts.ts';
import type { LineNow } from './use-line.ts';

/** What the desk does by itself, and when (milliseconds of Date.now()). */
export type AutoNext = { readonly does: AutoDeed['does']; readonly at: number };

/** Where the caller wishes so, the desk rings the next household by itself: one, for each caller who waits for it (auto-deed.ts). */
export function useAuto(line: LineNow | null, { phase, turn, call }: DeskState, acts: Acts): AutoNext | null {
  const [next, setNext] = useState<AutoNext | null>(null);
  const standing = line?.state.call ?? null;
  const busy = acts.open.kind !== 'nothing';
  const deed = autoDeed({ on: acts.auto, dials: line?.dials ?? false, phase, busy, call: standing });
  const latest = useRef(() => {});
  latest.current = () => {
    if (deed?.does === 'call') acts.act('call');
    const outcome = deed?.does === 'writeDown' ? suggestedOutcome(standing) : null;
    if (outcome) acts.pick(outcome);
  };
  const does = deed?.does ?? null;
  const afterMs = deed?.afterMs ?? 0;
  /** Another household or call begins anew. */
  const about = deed && `${deed.does} ${turn?.householdId} ${call?.phoneCallId}`;
  useEffect(() => {
    if (about === null || does === null) return;
    setNext({ does, at: Date.now() + afterMs });
    const timer = setTimeout(() => latest.current(), afterMs);
    return () => {
      clearTimeout(timer);
      setNext(null);
    };
  }, [does, afterMs, about]);
  return next;
}
