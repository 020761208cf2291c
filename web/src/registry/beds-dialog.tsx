import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { BedCounters } from './bed-counters.tsx';
import type { Facility } from './houses.tsx';
import { useTelling } from './use-telling.ts';

/** The room tells for a house that was rung up. */
export function BedsDialog({ facility, onClose }: { facility: Facility; onClose: () => void }) {
  const { t, say } = useWords();
  const { free, set, send, sending } = useTelling(facility, onClose);
  return (
    <DialogForm title={say(facility.name)} does={t('beds.send')} onClose={onClose} onSend={send} sending={sending}>
      <BedCounters beds={facility.beds} free={free} onChange={set} />
    </DialogForm>
  );
}
