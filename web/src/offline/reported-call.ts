import type { PlacedCall, Turn } from '../call-desk/desk-port.ts';
import { sendSurely } from './outbox.ts';

/**
 * A call to a household that was kept on this device, made without the server: its ids are made here, and it is told before anything that
 * came of it (the outbox keeps the order).
 */
export async function callWithoutServer(turn: Turn, newId: () => string, now: () => Date): Promise<PlacedCall | null> {
  const { dial, householdId, fence, items } = turn;
  if (!dial) return null;
  const attempts = items.map(({ personId, itemId, checkInId, checkInDueOn }) => ({
    ...{ attemptId: newId(), personId, itemId, checkInId, checkInDueOn },
  }));
  const phoneCallId = newId();
  const { contactPointId, link, qrPayload } = dial;
  const at = now().toISOString();
  await sendSurely('reportCall', {
    body: {
      ...{ phoneCallId, householdId, fence, contactPointId },
      attempts: attempts.map(({ attemptId, itemId, checkInId, checkInDueOn }) => ({
        attemptId,
        itemId,
        checkInId,
        checkInDueOn,
      })),
      dialledAt: at,
      sentAt: at,
    },
  });
  return { phoneCallId, contactPointId, channel: 'handset', attempts, dial: { kind: 'accepted', handover: { link, qrPayload } } };
}
