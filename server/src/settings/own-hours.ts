import type { CallingWindow } from '@kshem/domain/protocol/protocol.ts';
import type { OpenHours } from '@kshem/domain/schedule/calling-window.ts';
import { narrowWindow } from '@kshem/domain/schedule/narrow-window.ts';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import { findSettings } from './queries.ts';

/** A protocol as a district follows it: called in its own hours where those are narrower. */
export type InOwnHours = <P extends { readonly callingWindow: CallingWindow }>(
  protocol: P,
) => P & { readonly callingWindow: OpenHours };

/** How the district's own hours and closed days change a protocol's. Read once for what is decided together. */
export async function inOwnHours(db: Db | Trx, districtId: number): Promise<InOwnHours> {
  const row = await findSettings(db, districtId);
  if (!row) return (protocol) => protocol;
  const own = {
    callsFrom: row.calls_from,
    callsUntil: row.calls_until,
    closedWeekdays: row.closed_weekdays,
    closedDays: row.closed_days,
  };
  return (protocol) => ({ ...protocol, callingWindow: narrowWindow(protocol.callingWindow, own) });
}
