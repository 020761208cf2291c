import { type listTransfers, tellFamily } from '@kshem/contract/transfers.ts';
import { bedKindText } from '@kshem/domain/registry/bed-kinds.ts';
import type { TransferAction } from '@kshem/domain/transfer/transfer-state.ts';
import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Reply } from '../api/client.ts';
import { useMay } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAgeWords } from '../people/use-age-words.ts';
import { PersonLink } from '../ui/person-link.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTell } from '../ui/use-tell.ts';
import { nextSteps } from './next-steps.ts';
import classes from './shifting.module.css';
import { StepDialog } from './step-dialog.tsx';
import { TransferHistory } from './transfer-history.tsx';

export type Transfer = Reply<typeof listTransfers>['items'][number];

/** One person on the way: where they stand, by when the next step must be taken, what the family is told, and the steps. */
export function TransferCard({ transfer }: { transfer: Transfer }) {
  const { t, say, dateTime } = useWords();
  const { ageAndSex } = useAgeWords();
  const may = useMay();
  const [doing, setDoing] = useState<TransferAction | 'history' | null>(null);
  const { personId, personName, area, address, bedKind, status, reason, askedBy, askedAt, overdue } = transfer;
  const { onward, others } = nextSteps(status, transfer.bedConfirmedBy !== null);
  const close = () => setDoing(null);
  return (
    <article className={classes.card} data-late={overdue || undefined}>
      <Group justify="space-between" gap="xs">
        <PersonLink personId={personId} name={personName} />
        <Badge variant="default" tt="none">
          {t(`shifting.status.${status}`)}
        </Badge>
      </Group>
      <Text size="sm">{[ageAndSex(transfer), say(area), address].filter(Boolean).join(' · ')}</Text>
      <Text size="sm">
        <strong>{t('shifting.wants', { bed: say(bedKindText[bedKind]) })}</strong> · {reason}
      </Text>
      <Text size="xs">{t('shifting.asked', { name: say(askedBy), time: dateTime(askedAt) })}</Text>
      <Due transfer={transfer} />
      <Where transfer={transfer} />
      <Family transfer={transfer} />
      <div className={classes.steps}>
        {may('transfer.move') &&
          [onward, ...others].map(
            (action) =>
              action && (
                <Button
                  key={action}
                  size="compact-md"
                  variant={action === onward ? 'filled' : 'default'}
                  aria-label={t('shifting.moveFor', { move: t(`shifting.moves.${action}`), name: personName })}
                  onClick={() => setDoing(action)}
                >
                  {t(`shifting.moves.${action}`)}
                </Button>
              ),
          )}
        <Button
          size="compact-md"
          variant="default"
          onClick={() => setDoing('history')}
          aria-label={t('shifting.moveFor', { move: t('shifting.history'), name: personName })}
        >
          {t('escalations.moves.history')}
        </Button>
      </div>
      {doing === 'history' && <TransferHistory transfer={transfer} onClose={close} />}
      {doing !== null && doing !== 'history' && <StepDialog transfer={transfer} action={doing} onClose={close} />}
    </article>
  );
}

function Due({ transfer: { dueAt, late, overdue } }: { transfer: Transfer }) {
  const { t, dateTime, number } = useWords();
  const now = useNow(10);
  if (!overdue && dueAt > now) return <Text size="sm">{t('shifting.dueBy', { time: dateTime(dueAt) })}</Text>;
  return (
    <Text size="sm" className={classes.late}>
      {late === 0
        ? t('shifting.late', { time: dateTime(dueAt) })
        : `${t('shifting.dueBy', { time: dateTime(dueAt) })} · ${t('shifting.calledOut', { count: late, number: number(late) })}`}
    </Text>
  );
}

function Where({ transfer }: { transfer: Transfer }) {
  const { t, say, time, dateTime } = useWords();
  const {
    facility,
    facilityPhone,
    holdUntil,
    bedConfirmedBy,
    short,
    ambulance,
    crew,
    etaAt,
    receivedBy,
    admittedAt,
    lastHeardAt,
  } = transfer;
  if (!facility) return null;
  return (
    <>
      <Text size="sm" fw={600}>
        {say(facility)}
      </Text>
      <Group gap="xs">
        {facilityPhone && (
          <Anchor href={`tel:${facilityPhone}`} size="sm" underline="always">
            {t('shifting.callHospital', { number: facilityPhone })}
          </Anchor>
        )}
        {ambulance?.phone && (
          <Anchor href={`tel:${ambulance.phone}`} size="sm" underline="always">
            {t('shifting.callCrew', { number: ambulance.phone })}
          </Anchor>
        )}
      </Group>
      {holdUntil && <Text size="sm">{t('shifting.heldUntil', { time: time(holdUntil) })}</Text>}
      {holdUntil && (
        <Text size="sm">{bedConfirmedBy ? t('shifting.confirmedBy', { name: bedConfirmedBy }) : t('shifting.notConfirmed')}</Text>
      )}
      {short && (
        <Text size="sm" className={classes.late}>
          {t('shifting.short')}
        </Text>
      )}
      {ambulance && crew && etaAt && admittedAt === null && (
        <Text size="sm">{t('shifting.withCrew', { callSign: ambulance.callSign, crew, time: time(etaAt) })}</Text>
      )}
      {receivedBy && admittedAt && (
        <Text size="sm">{t('shifting.receivedBy', { name: receivedBy, time: dateTime(admittedAt) })}</Text>
      )}
      {admittedAt && lastHeardAt && <Text size="sm">{t('shifting.lastHeard', { time: dateTime(lastHeardAt) })}</Text>}
    </>
  );
}

/** What the household is told at this step, and whether they were. */
function Family({ transfer: { transferId, personName, tell: words, familyToldAt } }: { transfer: Transfer }) {
  const { t, say, time } = useWords();
  const may = useMay();
  const tell = useTell();
  const send = useSend(tellFamily);
  if (!words) return null;
  return (
    <div className={classes.tell}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div>
          <Text size="xs" fw={600}>
            {familyToldAt ? t('shifting.toldAt', { time: time(familyToldAt) }) : t('shifting.tellFamily')}
          </Text>
          <Text size="sm">{say(words)}</Text>
        </div>
        {familyToldAt === null && may('transfer.move') && (
          <Button
            size="compact-sm"
            variant="default"
            style={{ flexShrink: 0 }}
            loading={send.isPending}
            aria-label={t('shifting.toldOf', { name: personName })}
            onClick={() => send.mutate({ params: { transferId } }, { onSuccess: () => tell.done(t('shifting.moved')) })}
          >
            {t('shifting.told')}
          </Button>
        )}
      </Group>
    </div>
  );
}
