import { revealNumber } from '@kshem/contract/people.ts';
import { numberSight, type RevealReason, revealReasons } from '@kshem/domain/access/number-sight.ts';
import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useMay, useMe } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Need } from './use-need-columns.tsx';

const reasons = Object.keys(revealReasons) as RevealReason[];

/** Rings the person on one's own telephone: the number is shown for a reason, and the look is written down. */
export function CallPerson({ need, size }: { need: Need; size: 'md' | 'compact-sm' }) {
  const { t } = useWords();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  if (!may('person.number.reveal')) return null;
  if (need.contactPointId === null) return <Text size="xs">{t('needs.noNumber')}</Text>;
  return (
    <>
      <Button
        size={size}
        variant="default"
        onClick={() => setAsking(true)}
        aria-label={t('needs.callWho', { name: need.personName })}
      >
        {t('needs.call')}
      </Button>
      {asking && <NumberDialog need={need} contactPointId={need.contactPointId} onClose={() => setAsking(false)} />}
    </>
  );
}

function NumberDialog({ need, contactPointId, onClose }: { need: Need; contactPointId: string; onClose: () => void }) {
  const { t, say } = useWords();
  const { roles } = useMe();
  const asksWhy = numberSight(roles) === 'with-reason';
  const [reason, setReason] = useState<RevealReason>('dial-by-hand');
  const reveal = useSend(revealNumber);
  const { mutate } = reveal;
  const show = () => mutate({ params: { personId: need.personId, contactPointId }, body: asksWhy ? { reason } : {} });
  useEffect(() => {
    if (!asksWhy) mutate({ params: { personId: need.personId, contactPointId }, body: {} });
  }, [asksWhy, mutate, need.personId, contactPointId]);
  const number = reveal.data?.number;
  return (
    <Dialog title={t('needs.callWho', { name: need.personName })} onClose={onClose} width={420}>
      <Stack gap="sm">
        {asksWhy && number === undefined && (
          <NativeSelect
            label={t('needs.whyNumber')}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value as RevealReason)}
            data={reasons.map((value) => ({ value, label: say(revealReasons[value]) }))}
          />
        )}
        {number === undefined ? (
          <Button size="lg" loading={reveal.isPending} onClick={show}>
            {t('needs.showNumber')}
          </Button>
        ) : (
          <Button size="lg" component="a" href={`tel:${number}`}>
            {t('needs.dial', { number })}
          </Button>
        )}
        <Text size="sm">{t('needs.lookWritten')}</Text>
      </Stack>
    </Dialog>
  );
}
