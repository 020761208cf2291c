import type { Db } from '../../db/connect.ts';
import { giveUp, type OwnerRow, raiseBeat, readOwner, takeOver } from './owner-queries.ts';

/** An owner whose beat stands still for so long has lost the exchange. */
const leaseMs = 10_000;
/** The owner stops acting this much before others may begin: clocks run at slightly different speeds, and a request is under way. */
const marginMs = 2000;

export type OwnerLease = {
  /** Try to become the owner, or say that one still is; a few times within `leaseMs`. @throws when the database cannot be asked */
  beat(): Promise<'owner' | 'not-owner'>;
  /** Whether acting is safe at this instant: false in a process that slept, or that could not reach the database for too long. */
  holds(): boolean;
  /** Others need not wait. */
  release(): Promise<void>;
  /** Counts the owners there have been; null while not the owner. */
  fence(): number | null;
};

/**
 * Exactly one server is in charge of an exchange. Nobody's wall clock is trusted: a server takes over when it has seen the same beat
 * for the whole lease by its own steady clock, and an owner trusts itself only for the lease from before its last beat.
 *
 * @param owner this process
 * @param elapsedMs a clock that never runs backwards
 */
export function createOwnerLease({
  db,
  name,
  owner,
  elapsedMs,
  lease = leaseMs,
  margin = marginMs,
}: {
  db: Db;
  name: string;
  owner: string;
  elapsedMs: () => number;
  lease?: number;
  margin?: number;
}): OwnerLease {
  let fence: number | null = null;
  let heldUntil = Number.NEGATIVE_INFINITY;
  /** What was seen of another owner, and since when. */
  let seen: (OwnerRow & { readonly since: number }) | null = null;

  const hold = (from: number): 'owner' => {
    heldUntil = from + lease - margin;
    return 'owner';
  };
  const raise = async (mine: number): Promise<'owner' | 'not-owner'> => {
    const from = elapsedMs();
    if (await raiseBeat(db, name, mine)) return hold(from);
    fence = null;
    heldUntil = Number.NEGATIVE_INFINITY;
    return 'not-owner';
  };
  const tryToTake = async (): Promise<'owner' | 'not-owner'> => {
    const from = elapsedMs();
    const row = await readOwner(db, name);
    const unchanged = seen !== null && seen.fence === row.fence && seen.beat === row.beat;
    // Counted from the end of the first look: the beat may have been raised while it was under way.
    if (!unchanged) seen = { ...row, since: elapsedMs() };
    const isFree = row.owner === null || (seen !== null && from - seen.since >= lease);
    fence = isFree ? await takeOver(db, name, owner, row) : null;
    if (fence === null) return 'not-owner';
    seen = null;
    return hold(from);
  };

  return {
    beat: () => (fence === null ? tryToTake() : raise(fence)),
    holds: () => fence !== null && elapsedMs() < heldUntil,
    release: async () => {
      const mine = fence;
      fence = null;
      heldUntil = Number.NEGATIVE_INFINITY;
      if (mine !== null) await giveUp(db, name, mine);
    },
    fence: () => fence,
  };
}
