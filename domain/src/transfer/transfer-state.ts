import type { Transitions } from '../state/transitions.ts';

/**
 * Somebody ill at home is brought to a hospital bed and comes back. Each step hands over to somebody by name; a bed is counted for the
 * person from `hold-bed` to `admit`, whatever lies between.
 *
 *   requested → bed-held → ambulance-sent → picked-up → admitted → discharged
 *   bed-held → requested            release-bed: given back, or its time ran out
 *   ambulance-sent → bed-held       recall
 *   bed-held, ambulance-sent, picked-up stay so with change-bed: another house, and the first one's bed is free again
 *   any before picked-up → cancelled
 */
export const transferStatuses = [
  'requested',
  'bed-held',
  'ambulance-sent',
  'picked-up',
  'admitted',
  'discharged',
  'cancelled',
] as const;
export type TransferStatus = (typeof transferStatuses)[number];
export const transferActions = [
  'hold-bed',
  'confirm-bed',
  'change-bed',
  'release-bed',
  'send-ambulance',
  'recall',
  'pick-up',
  'admit',
  'hear',
  'discharge',
  'cancel',
] as const;
export type TransferAction = (typeof transferActions)[number];

const cancel = { to: 'cancelled', event: 'transfer-cancelled' } as const;

export const transferTable: Transitions<TransferStatus, TransferAction> = {
  initial: 'requested',
  moves: {
    requested: { 'hold-bed': { to: 'bed-held', event: 'bed-held' }, cancel },
    'bed-held': {
      'confirm-bed': { to: 'bed-held', event: 'bed-confirmed' },
      'change-bed': { to: 'bed-held', event: 'bed-changed' },
      'release-bed': { to: 'requested', event: 'bed-released' },
      'send-ambulance': { to: 'ambulance-sent', event: 'ambulance-sent' },
      cancel,
    },
    'ambulance-sent': {
      'confirm-bed': { to: 'ambulance-sent', event: 'bed-confirmed' },
      'change-bed': { to: 'ambulance-sent', event: 'bed-changed' },
      recall: { to: 'bed-held', event: 'ambulance-recalled' },
      'pick-up': { to: 'picked-up', event: 'picked-up' },
      cancel,
    },
    'picked-up': {
      'confirm-bed': { to: 'picked-up', event: 'bed-confirmed' },
      'change-bed': { to: 'picked-up', event: 'bed-changed' },
      admit: { to: 'admitted', event: 'admitted' },
    },
    admitted: { hear: { to: 'admitted', event: 'heard-from-hospital' }, discharge: { to: 'discharged', event: 'discharged' } },
    discharged: {},
    cancelled: {},
  },
};

/** Whether a bed is counted for the person. */
export function holdsBed(status: TransferStatus): boolean {
  return status === 'bed-held' || status === 'ambulance-sent' || status === 'picked-up';
}
