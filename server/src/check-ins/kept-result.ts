import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Block } from '@kshem/domain/triage/isolation.ts';
import type { Reason } from '@kshem/domain/triage/triage.ts';
import type { Meant } from './submit-answers.ts';

/** A rule that fired, as it is kept: what it says stands in the version. */
export type KeptReason = Pick<Reason, 'ruleId' | 'level' | 'raisedFrom'>;

type Kept = Omit<Meant, 'reasons' | 'isolation'> & {
  readonly reasons: readonly KeptReason[];
  readonly isolation: Omit<Meant['isolation'], 'text' | 'blockedBy'> & {
    readonly blockedBy: readonly (Omit<Block, 'text'> & Partial<Pick<Block, 'text'>>)[];
  };
};

/**
 * A result as it is kept with its submission: without the texts that stand, word for word, in its protocol version, which never changes.
 * They would be two thirds of a row of which there are millions.
 */
export function keptResult(meant: Meant, { protocol }: CompiledProtocol): Kept {
  const { text: _, blockedBy, ...isolation } = meant.isolation;
  return {
    ...meant,
    reasons: meant.reasons.map(({ ruleId, level, raisedFrom }) => ({ ruleId, level, ...(raisedFrom && { raisedFrom }) })),
    isolation: {
      ...isolation,
      blockedBy: blockedBy.map(({ text, ...block }) => (text.hi === protocol.ending.blocked.hi ? block : { ...block, text })),
    },
  };
}

/** The result as it was answered; JSON kept its instants as texts. */
export function restoredResult(kept: unknown, compiled: CompiledProtocol): Meant {
  const { remarks: _, ...result } = kept as Kept & { remarks: unknown };
  const { escalation, nextContact, isolation, needs, reasons } = result;
  const { blocked, allowed } = compiled.protocol.ending;
  return {
    ...result,
    reasons: restoredReasons(reasons, compiled),
    isolation: {
      ...isolation,
      blockedBy: isolation.blockedBy.map((block) => ({ ...block, text: block.text ?? blocked })),
      text: isolation.mayEnd ? allowed : blocked,
    },
    needs: needs.map((need) => ({ ...need, dueAt: new Date(need.dueAt) })),
    ...(escalation && { escalation: { ...escalation, dueAt: new Date(escalation.dueAt) } }),
    nextContact: nextContact && { ...nextContact, at: new Date(nextContact.at) },
  };
}

/** Kept reasons in the words of their version. */
export function restoredReasons(reasons: readonly KeptReason[], { protocol }: CompiledProtocol): Reason[] {
  return reasons.flatMap(({ ruleId, ...found }) => {
    const rule = protocol.triage.rules.find(({ id }) => id === ruleId);
    return rule ? [{ ruleId, ...found, text: rule.reason, action: rule.action, source: rule.source }] : [];
  });
}
