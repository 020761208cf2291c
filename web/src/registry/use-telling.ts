import { reportBeds } from '@kshem/contract/registry.ts';
import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTell } from '../ui/use-tell.ts';
import type { Facility } from './houses.tsx';

/** What is being told of a house: it begins with what was told last, so that "still true" is one press. */
export function useTelling({ facilityId, beds }: Facility, onTold?: () => void) {
  const { t } = useWords();
  const tell = useTell();
  const send = useSend(reportBeds);
  const [changed, setChanged] = useState<Partial<Record<BedKind, number>>>({});
  const free = Object.fromEntries(beds.map((bed) => [bed.kind, changed[bed.kind] ?? bed.free ?? 0]));
  const told = () => {
    setChanged({});
    tell.done(t('beds.sent'));
    onTold?.();
  };
  return {
    free,
    sending: send.isPending,
    set: (kind: BedKind, value: number) => setChanged({ ...changed, [kind]: value }),
    send: () => {
      const sent = beds.map(({ kind }) => ({ kind, free: free[kind] ?? 0 }));
      send.mutate({ params: { facilityId }, body: { beds: sent } }, { onSuccess: told });
    },
  };
}
