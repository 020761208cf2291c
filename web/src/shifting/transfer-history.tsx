import { readTransfer } from '@kshem/contract/transfers.ts';
import { Text } from '@mantine/core';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Shown } from '../ui/states.tsx';
import classes from './shifting.module.css';
import type { Transfer } from './transfer-card.tsx';

const told = [
  'transfer-requested',
  'bed-held',
  'bed-confirmed',
  'bed-changed',
  'bed-released',
  'bed-time-ran-out',
  'ambulance-sent',
  'ambulance-recalled',
  'picked-up',
  'admitted',
  'heard-from-hospital',
  'discharged',
  'transfer-cancelled',
  'transfer-ended-by-death',
  'step-late',
  'family-told',
] as const;

/** Every step with who took it, when, and to whom the person was handed over. */
export function TransferHistory({ transfer: { transferId, personName }, onClose }: { transfer: Transfer; onClose: () => void }) {
  const { t, say, dateTime } = useWords();
  const asked = useAsk(readTransfer, { params: { transferId } });
  return (
    <Dialog title={t('escalations.historyOf', { name: personName })} onClose={onClose} width={600}>
      <Shown asked={asked}>
        {({ events }) => (
          <ol className={classes.events}>
            {events.map(({ at, action, by, handedTo, note }) => {
              const known = told.find((one) => one === action);
              return (
                <li key={`${at.getTime()} ${action}`} className={classes.event}>
                  <Text size="sm" fw={600}>
                    {known ? t(`shifting.event.${known}`) : action}
                  </Text>
                  {handedTo && <Text size="sm">{t('shifting.handedTo', { name: handedTo })}</Text>}
                  {note && <Text size="sm">{note}</Text>}
                  <Text size="xs">
                    {t('escalations.byAt', { name: by ? say(by) : t('shifting.byServer'), time: dateTime(at) })}
                  </Text>
                </li>
              );
            })}
          </ol>
        )}
      </Shown>
    </Dialog>
  );
}
