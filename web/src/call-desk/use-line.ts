import { ownPhone } from '@kshem/contract/own-phone.ts';
import { useQuery } from '@tanstack/react-query';
import { useTell } from '../ui/use-tell.ts';
import type { DeskPort, LineState, PlacedCall } from './desk-port.ts';

export type LineNow = {
  readonly state: LineState;
  /** The next call is rung by the exchange. */
  readonly dials: boolean;
  /** The present call goes through the exchange. */
  readonly carries: boolean;
  readonly connect: () => void;
  readonly disconnect: () => void;
  readonly hangUp: () => void;
};

/** Hints tell of every step; one that was lost costs no more than this. */
const lookAgainMs = 3000;

/** The caller's own telephone at the exchange; null where there is no exchange, or it is not known yet. */
export function useLine({ line }: DeskPort, call: PlacedCall | null): LineNow | null {
  const tell = useTell();
  const carried = call?.channel === 'asterisk' ? call.phoneCallId : undefined;
  const { data } = useQuery({
    queryKey: [ownPhone.name, carried ?? null],
    queryFn: () => (line as NonNullable<typeof line>).read(carried),
    // Where there is none, nothing is asked again.
    enabled: ({ state }) => line !== undefined && state.data?.exchange !== 'none',
    placeholderData: (before: LineState | undefined) => before && { ...before, call: null },
    refetchInterval: ({ state }) => (isMoving(state.data) ? lookAgainMs : false),
  });
  if (!line || !data || data.exchange === 'none') return null;
  const does = (deed: () => Promise<unknown>) => () => void deed().catch(tell.refusal);
  return {
    state: data,
    dials: data.exchange === 'ready' && data.state !== 'none',
    carries: carried !== undefined,
    connect: does(line.connect),
    disconnect: does(line.disconnect),
    hangUp: does(async () => carried !== undefined && line.hangUp(carried)),
  };
}

function isMoving(now: LineState | undefined): boolean {
  if (now && now.exchange !== 'ready') return true;
  return now?.state === 'dialling' || (now?.call != null && now.call.state !== 'ended');
}
