/**
 * Why the line ended, in our words. Every provider translates its own codes into these at its door (one table per provider); no
 * vendor code passes that door. What the attempt came to for the person is a disposition: see disposition-from-cause.ts.
 */
export const causes = [
  /** Hung up by either side after an answer. Says nothing about whether the questions were answered. */
  'normal',
  'busy',
  /** Rang out. */
  'no-answer',
  /** The person declined the ringing call. */
  'rejected',
  /** Switched off or not reachable: the network cannot tell which. */
  'switched-off',
  'out-of-coverage',
  /** The line takes no incoming calls, usually for want of a recharge. */
  'incoming-barred',
  'invalid-number',
  /** No circuit in the network. */
  'congestion',
  /** The provider or our link to it failed; also a dial it would not take on. */
  'provider-failure',
  /** The end was never told; reconcile closed the call after its deadline. */
  'lost',
] as const;

export type Cause = (typeof causes)[number];
