import { listDuty, listHandOvers, setDuty, takeHandOver } from '@kshem/contract/consultations.ts';
import { addHours } from '@kshem/domain/time/instant.ts';
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import type { Reply } from '../api/client.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTell } from '../ui/use-tell.ts';
import classes from './doctor.module.css';
import { HandOverDialog } from './hand-over-dialog.tsx';

/** Which doctors are on duty; for a doctor, the beginning and the end of their own, and what others left for them. */
export function DutyBar() {
  const { t, say, time } = useWords();
  const may = useMay();
  const { data } = useAsk(listDuty, undefined, { refetchInterval: 60_000, keepBefore: true });
  const doctors = data?.items ?? [];
  const names = doctors.map(({ name, untilAt }) => t('doctor.duty.until', { name: say(name), time: time(untilAt) }));
  return (
    <>
      <Group justify="space-between" mb="sm" gap="xs">
        <Text size="sm">
          {names.length > 0 ? t('doctor.duty.on', { names: names.join('; ') }) : data && t('doctor.duty.none')}
        </Text>
        {may('consultation.record') && data && <OwnDuty onDuty={doctors.some(({ me }) => me)} />}
      </Group>
      {may('consultation.record') && <Waiting />}
    </>
  );
}

const hours = [4, 6, 8, 12] as const;

function OwnDuty({ onDuty }: { onDuty: boolean }) {
  const { t, number } = useWords();
  const tell = useTell();
  const [length, setLength] = useState(8);
  const [leaving, setLeaving] = useState(false);
  const begin = useSend(setDuty);
  return (
    <Group gap="xs" align="flex-end">
      {!onDuty && (
        <>
          <NativeSelect
            size="xs"
            aria-label={t('doctor.duty.for')}
            value={String(length)}
            onChange={({ currentTarget }) => setLength(Number(currentTarget.value))}
            data={hours.map((one) => ({ value: String(one), label: t('doctor.hours', { count: one, number: number(one) }) }))}
          />
          <Button
            size="compact-md"
            variant="default"
            loading={begin.isPending}
            onClick={() =>
              begin.mutate(
                { body: { untilAt: addHours(new Date(), length).toISOString() } },
                { onSuccess: () => tell.done(t('doctor.duty.begun')) },
              )
            }
          >
            {t('doctor.duty.begin')}
          </Button>
        </>
      )}
      <Button size="compact-md" variant="default" onClick={() => setLeaving(true)}>
        {t('doctor.duty.end')}
      </Button>
      {leaving && <HandOverDialog onClose={() => setLeaving(false)} />}
    </Group>
  );
}

/** Notes that nobody has taken yet. */
function Waiting() {
  const { data } = useAsk(listHandOvers);
  return (data?.items ?? []).filter(({ takenAt }) => takenAt === null).map((one) => <Note key={one.handOverId} one={one} />);
}

function Note({ one }: { one: Reply<typeof listHandOvers>['items'][number] }) {
  const { t, say, number, dateTime } = useWords();
  const tell = useTell();
  const take = useSend(takeHandOver);
  const { handOverId, by, mine, note, escalations, writtenAt } = one;
  return (
    <section className={classes.handOver}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {mine
            ? t('doctor.handOver.mine', { time: dateTime(writtenAt) })
            : t('doctor.handOver.waits', { name: say(by), time: dateTime(writtenAt) })}
        </Text>
        {!mine && (
          <Button
            size="compact-md"
            loading={take.isPending}
            onClick={() => take.mutate({ params: { handOverId } }, { onSuccess: () => tell.done(t('doctor.handOver.taken')) })}
          >
            {t('doctor.handOver.take')}
          </Button>
        )}
      </Group>
      <Text size="sm" className={classes.note}>
        {note}
      </Text>
      {escalations > 0 && !mine && (
        <Text size="xs">{t('doctor.handOver.carries', { count: escalations, number: number(escalations) })}</Text>
      )}
    </section>
  );
}
