import { setCallingHours } from '@kshem/contract/settings.ts';
import type { OwnHours } from '@kshem/domain/schedule/narrow-window.ts';
import { Box, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failed } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import { ChooseMany } from './users/choose-many.tsx';

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
type Weekday = (typeof weekdays)[number];

/** The district's own hours: they can only narrow those of the protocols. */
export function OwnHoursForm({ own, mayChange }: { own: OwnHours; mayChange: boolean }) {
  const { t, date } = useWords();
  const tell = useTell();
  const [from, setFrom] = useState(own.callsFrom ?? '');
  const [until, setUntil] = useState(own.callsUntil ?? '');
  const [closed, setClosed] = useState<readonly Weekday[]>(own.closedWeekdays.map((day) => String(day) as Weekday));
  const [days, setDays] = useState(own.closedDays);
  const [day, setDay] = useState('');
  const set = useSend(setCallingHours, { quiet: true });
  const asNow = {
    callsFrom: own.callsFrom,
    callsUntil: own.callsUntil,
    closedWeekdays: [...own.closedWeekdays],
    closedDays: [...own.closedDays],
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = {
      callsFrom: from === '' ? null : from,
      callsUntil: until === '' ? null : until,
      closedWeekdays: closed.map(Number),
      closedDays: [...days],
    };
    set.mutate({ body }, { onSuccess: () => tell.done(t('hours.saved'), () => set.mutate({ body: asNow })) });
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={t('hours.own')}>
      <Title order={2} size="h4" mb="xs">
        {t('hours.own')}
      </Title>
      <Text size="sm" mb="sm">
        {mayChange ? t('hours.ownHint') : t('hours.notYours')}
      </Text>
      <Box component="form" onSubmit={submit}>
        <fieldset disabled={!mayChange} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
          <Stack>
            <Group>
              <TextInput
                type="time"
                label={t('hours.notBefore')}
                value={from}
                onChange={({ currentTarget }) => setFrom(currentTarget.value)}
              />
              <TextInput
                type="time"
                label={t('hours.notAfter')}
                value={until}
                onChange={({ currentTarget }) => setUntil(currentTarget.value)}
              />
            </Group>
            <ChooseMany
              label={t('hours.closedWeekdays')}
              choices={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))}
              value={closed}
              onChange={setClosed}
              error={closed.length === 7 ? t('hours.oneOpen') : undefined}
            />
            <div>
              <Text size="sm" fw={500}>
                {t('hours.closedDays')}
              </Text>
              {days.length === 0 && <Text size="sm">{t('hours.noClosedDay')}</Text>}
              <Group gap="xs" my="xs">
                {days.map((one) => (
                  <Button
                    key={one}
                    size="compact-sm"
                    variant="default"
                    aria-label={t('hours.removeDay', { date: date(one) })}
                    onClick={() => setDays(days.filter((other) => other !== one))}
                  >
                    {t('hours.dayWithCross', { date: date(one) })}
                  </Button>
                ))}
              </Group>
              <Group align="flex-end">
                <TextInput
                  type="date"
                  label={t('hours.addDay')}
                  value={day}
                  onChange={({ currentTarget }) => setDay(currentTarget.value)}
                />
                <Button
                  variant="default"
                  disabled={day === '' || days.includes(day)}
                  onClick={() => {
                    setDays([...days, day].toSorted());
                    setDay('');
                  }}
                >
                  {t('hours.add')}
                </Button>
              </Group>
            </div>
            {set.error && <Failed error={set.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={set.isPending} disabled={closed.length === 7}>
                {t('ui.save')}
              </Button>
            </Group>
          </Stack>
        </fieldset>
      </Box>
    </Paper>
  );
}
