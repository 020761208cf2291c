import type { Answered } from '@kshem/contract/endpoint.ts';
import { closeDay, readCloseOutlook } from '@kshem/contract/reports.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Shown } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import classes from './reports.module.css';
import { useReportWords } from './use-report-words.ts';

type Of = { readonly day: string; readonly programmeId: string };
type Outlook = Answered<typeof readCloseOutlook>;

/** Freezes a day, after showing what it would be frozen with. `of`: a day that is closed already and is to be corrected. */
export function CloseDayDialog({ of, onClose }: { of?: Of; onClose: () => void }) {
  const { t, say } = useWords();
  const { programmes, programme } = useReportWords();
  const today = localDate(new Date(), useZone());
  const [day, setDay] = useState(of?.day ?? today);
  const [chosen, setChosen] = useState(of?.programmeId);
  const programmeId = chosen ?? programmes[0]?.programmeId;
  return (
    <Dialog title={of ? t('reports.closeAgain') : t('reports.closeTitle')} onClose={onClose} width={560}>
      <Stack gap="sm">
        <Text size="sm">{t('reports.closeWhat')}</Text>
        {of ? (
          <Text fw={600}>{programme(of.programmeId)}</Text>
        ) : (
          <Group grow align="end">
            <TextInput
              type="date"
              label={t('reports.day')}
              value={day}
              max={today}
              onChange={({ currentTarget }) => setDay(currentTarget.value || today)}
            />
            <NativeSelect
              label={t('reports.programme')}
              value={programmeId ?? ''}
              data={programmes.map((one) => ({ value: one.programmeId, label: say(one.title) }))}
              onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            />
          </Group>
        )}
        {programmeId !== undefined && <Closing key={`${day} ${programmeId}`} of={{ day, programmeId }} onClose={onClose} />}
      </Stack>
    </Dialog>
  );
}

function Closing({ of: { day, programmeId }, onClose }: { of: Of; onClose: () => void }) {
  const { t, number, time } = useWords();
  const tell = useTell();
  const asked = useAsk(readCloseOutlook, { params: { day }, query: { programmeId } });
  const send = useSend(closeDay);
  const [reason, setReason] = useState('');
  const submit = () => {
    const body = { programmeId, ...(reason.trim() && { reason: reason.trim() }) };
    send.mutate(
      { params: { day }, body },
      {
        onSuccess: ({ totals }) => {
          tell.done(t('reports.closedNow', { due: number(totals.due) }));
          onClose();
        },
      },
    );
  };
  return (
    <Shown asked={asked}>
      {(outlook) => {
        const needsReason = outlook.callsUntil !== null || outlook.revisions > 0;
        return (
          <>
            <OutlookList outlook={outlook} />
            {outlook.revisions > 0 && (
              <Alert color="orange" variant="light">
                {t('reports.alreadyClosed')}
              </Alert>
            )}
            {outlook.callsUntil !== null && outlook.revisions === 0 && (
              <Alert color="orange" variant="light">
                {t('reports.stillOpen', { time: time(outlook.callsUntil) })}
              </Alert>
            )}
            {needsReason && (
              <Textarea
                label={t('reports.reason')}
                required
                maxLength={500}
                autosize={false}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('ui.cancel')}
              </Button>
              <Button loading={send.isPending} disabled={needsReason && reason.trim() === ''} onClick={submit}>
                {outlook.revisions > 0 ? t('reports.closeAgain') : t('reports.close')}
              </Button>
            </Group>
          </>
        );
      }}
    </Shown>
  );
}

function OutlookList({ outlook }: { outlook: Outlook }) {
  const { t, number } = useWords();
  if (outlook.due === 0) return <Text>{t('reports.nobodyDue')}</Text>;
  const unexplained = outlook.outcomeMissing + outlook.held + outlook.notCalled;
  const lines = [
    ['reports.due', outlook.due],
    ['reports.answered', outlook.answered],
    ['reports.tried', outlook.tried],
    ['reports.stopped', outlook.stopped],
    ['reports.outcomeMissing', outlook.outcomeMissing],
    ['reports.held', outlook.held],
    ['reports.notCalled', outlook.notCalled],
  ] as const;
  return (
    <section aria-label={t('reports.wouldBe')}>
      <Text fw={600} size="sm">
        {t('reports.wouldBe')}
      </Text>
      <dl className={classes.outlook}>
        {lines.map(([word, n]) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd className="figures">{number(n)}</dd>
          </div>
        ))}
      </dl>
      <Text fw={600}>{unexplained === 0 ? t('reports.allExplained') : t('reports.unexplained', { count: unexplained })}</Text>
    </section>
  );
}
