/**
 * A state machine as one table: what may be done in each status, where it leads, and the past-tense event that records it. The
 * tables are the only truth; docs print their diagrams from them (print-state-diagram.ts).
 */
export type Transitions<Status extends string, Action extends string> = {
  readonly initial: Status;
  readonly moves: Readonly<Record<Status, Partial<Readonly<Record<Action, { readonly to: Status; readonly event: string }>>>>>;
};

export type Refusal<Status extends string, Action extends string> = {
  readonly kind: 'refused';
  readonly refusal: 'not-allowed-now';
  readonly status: Status;
  readonly action: Action;
  /** What may be done instead. */
  readonly allowed: readonly Action[];
};

export type Moved<Status extends string> = { readonly kind: 'moved'; readonly status: Status; readonly event: string };

/** Where an action leads from a status, or why it may not be done. */
export function move<Status extends string, Action extends string>(
  table: Transitions<Status, Action>,
  status: Status,
  action: Action,
): Moved<Status> | Refusal<Status, Action> {
  const found = table.moves[status][action];
  if (found !== undefined) return { kind: 'moved', status: found.to, event: found.event };
  return { kind: 'refused', refusal: 'not-allowed-now', status, action, allowed: allowedActions(table, status) };
}

function allowedActions<Status extends string, Action extends string>(
  table: Transitions<Status, Action>,
  status: Status,
): readonly Action[] {
  return Object.keys(table.moves[status]) as Action[];
}
