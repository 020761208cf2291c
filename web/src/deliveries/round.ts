import type { Answered } from '@kshem/contract/endpoint.ts';
import type { listDeliveries } from '@kshem/contract/needs.ts';

export type Delivery = Answered<typeof listDeliveries>['items'][number];

/** One door: everything that one household waits for. */
export type Stop = {
  readonly householdId: string;
  readonly address: string | null;
  readonly names: readonly string[];
  readonly deliveries: readonly Delivery[];
  readonly overdue: boolean;
};
export type Ward = { readonly areaId: number; readonly area: Delivery['area']; readonly stops: readonly Stop[] };

/** The list as a round: ward by ward, door by door, in the order in which it came. */
export function roundOf(deliveries: readonly Delivery[]): readonly Ward[] {
  const wards = Map.groupBy(deliveries, ({ areaId }) => areaId);
  return [...wards].map(([areaId, inWard]) => ({
    areaId,
    area: inWard[0]?.area ?? { hi: '', en: '' },
    stops: [...Map.groupBy(inWard, ({ householdId }) => householdId)].map(([householdId, atDoor]) => ({
      householdId,
      address: atDoor.find(({ address }) => address !== null)?.address ?? null,
      names: [...new Set(atDoor.map(({ personName }) => personName))],
      deliveries: atDoor,
      overdue: atDoor.some(({ overdue }) => overdue),
    })),
  }));
}

/** What the lists are before the server says so: a team without a network goes on from where it is. */
export type Act =
  | { readonly kind: 'taken'; readonly delivery: Delivery }
  | { readonly kind: 'delivered'; readonly needId: string }
  | { readonly kind: 'came-back'; readonly needId: string; readonly givenBack: boolean };

export function afterAct(
  lists: { readonly mine: readonly Delivery[]; readonly free: readonly Delivery[] },
  act: Act,
): { mine: readonly Delivery[]; free: readonly Delivery[] } {
  const { mine, free } = lists;
  if (act.kind === 'taken') {
    const { delivery } = act;
    const without = mine.filter(({ needId }) => needId !== delivery.needId);
    return {
      mine: [...without, { ...delivery, status: 'assigned' as const }],
      free: free.filter(({ needId }) => needId !== delivery.needId),
    };
  }
  if (act.kind === 'delivered' || act.givenBack) return { mine: mine.filter(({ needId }) => needId !== act.needId), free };
  return { mine: mine.map((one) => (one.needId === act.needId ? { ...one, failed: one.failed + 1 } : one)), free };
}
