/** Why a caller rests; a hard call is a reason like any other, and nobody's fault. */
export const pauseCodes = ['tea', 'meal', 'briefing', 'hard-call', 'training', 'other'] as const;
export type PauseCode = (typeof pauseCodes)[number];
