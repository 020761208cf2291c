import { type TransferAction, type TransferStatus, transferTable } from '@kshem/domain/transfer/transfer-state.ts';

/** What may be done with a transfer, the step that brings it on first; asking the hospital again comes before giving anything up. */
export function nextSteps(
  status: TransferStatus,
  confirmed: boolean,
): { readonly onward: TransferAction | null; readonly others: readonly TransferAction[] } {
  const allowed = (Object.keys(transferTable.moves[status]) as TransferAction[]).filter(
    (action) => !(action === 'confirm-bed' && confirmed),
  );
  const onward = allowed.find((action) => forward.includes(action)) ?? null;
  return { onward, others: allowed.filter((action) => action !== onward) };
}

const forward: readonly TransferAction[] = ['hold-bed', 'send-ambulance', 'pick-up', 'admit', 'discharge'];
