import type { recordConsultation } from '@kshem/contract/record-consultation.ts';
import type { Decision } from '@kshem/domain/consultation/decision.ts';
import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import type { Request } from '../api/client.ts';

/** A consultation as it is being typed; kept on the device with every key. */
export type ConsultDraft = {
  /** Made with the first key, so that sending it twice is sending it once. */
  readonly consultationId: string;
  readonly spokeWith: 'person' | 'family' | 'nobody';
  readonly note: string;
  readonly drugAdvice: string;
  readonly adviceCodes: readonly string[];
  readonly decision: Decision | null;
  readonly remeasureMinutes: number;
  readonly bedKind: BedKind;
  readonly referTo: string;
  /** Local date; empty: none. */
  readonly followUpOn: string;
  readonly closes: boolean;
};

export function emptyDraft(consultationId: string): ConsultDraft {
  return {
    consultationId,
    spokeWith: 'person',
    note: '',
    drugAdvice: '',
    adviceCodes: [],
    decision: null,
    remeasureMinutes: 60,
    bedKind: 'oxygen',
    referTo: '',
    followUpOn: '',
    closes: true,
  };
}

/** Minutes after which somebody may be measured again. */
export const remeasureChoices = [15, 30, 60, 120, 240] as const;

export function withAdvice(draft: ConsultDraft, code: string, spoken: boolean): ConsultDraft {
  const others = draft.adviceCodes.filter((one) => one !== code);
  return { ...draft, adviceCodes: spoken ? [...others, code] : others };
}

/** Whether it can be sent: something was written and decided, and the decision has what it needs. */
export function isReady({ note, decision, referTo }: ConsultDraft): boolean {
  return note.trim() !== '' && decision !== null && (decision !== 'refer' || referTo.trim() !== '');
}

/** Whether something was typed that a person would miss. */
export function isBegun({ note, drugAdvice, adviceCodes, decision }: ConsultDraft): boolean {
  return note !== '' || drugAdvice !== '' || adviceCodes.length > 0 || decision !== null;
}

/** The draft as it is sent; null while it is not ready. */
export function consultationOf(
  draft: ConsultDraft,
  about: { readonly episodeId: string; readonly escalationId: string | null; readonly now: Date },
): Request<typeof recordConsultation> | null {
  const { decision } = draft;
  if (decision === null || !isReady(draft)) return null;
  const { episodeId, escalationId, now } = about;
  const text = (typed: string) => (typed.trim() === '' ? null : typed.trim());
  return {
    body: {
      consultationId: draft.consultationId,
      episodeId,
      escalationId,
      closes: escalationId !== null && draft.closes,
      heldAt: now.toISOString(),
      spokeWith: draft.spokeWith,
      note: draft.note.trim(),
      drugAdvice: text(draft.drugAdvice),
      adviceCodes: draft.adviceCodes,
      decision,
      remeasureAt: decision === 'remeasure' ? addMinutes(now, draft.remeasureMinutes).toISOString() : null,
      bedKind: decision === 'shift' ? draft.bedKind : null,
      referTo: decision === 'refer' ? text(draft.referTo) : null,
      followUpOn: text(draft.followUpOn),
    },
  };
}
