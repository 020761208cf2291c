import { closeEpisode, listMayEnd } from '@kshem/contract/episodes.ts';
import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { outcomeText } from '@kshem/domain/episode/outcome.ts';
import { useState } from 'react';
import { useMay, useMe } from '../api/use-me.ts';
import { type ItemOf, usePages } from '../api/use-pages.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { LevelBadge } from '../ui/level-badge.tsx';
import { type Column, PagedTable } from '../ui/paged-table.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import { Empty } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';

type MayEnd = ItemOf<typeof listMayEnd>;

/** Follow-ups that may end by their rule and that nobody ends before a doctor has said so. */
export function MayEndList() {
  const { t, say, date, dateTime, number } = useWords();
  const may = useMay();
  const [ending, setEnding] = useState<MayEnd | null>(null);
  const list = usePages(listMayEnd, { query: {} });
  const columns: Column<MayEnd>[] = [
    {
      key: 'who',
      heading: t('escalations.person'),
      width: '1.2fr',
      show: ({ personId, personName, area, title }) => (
        <Stack gap={0}>
          <PersonLink personId={personId} name={personName} />
          <Text size="xs">{[say(area), say(title)].join(' · ')}</Text>
        </Stack>
      ),
    },
    {
      key: 'day',
      heading: t('escalations.day'),
      show: ({ dayOfFollowUp, openedOn, earliestOn }) => (
        <Stack gap={0}>
          <Text size="sm">{t('escalations.dayNumber', { number: number(dayOfFollowUp) })}</Text>
          <Text size="xs">{t('escalations.sinceFrom', { since: date(openedOn), from: date(earliestOn) })}</Text>
        </Stack>
      ),
    },
    {
      key: 'last',
      heading: t('escalations.lastHeard'),
      show: ({ lastLevel, lastAnsweredAt }) => (
        <Group gap="xs">
          {lastLevel && <LevelBadge level={lastLevel} />}
          {lastAnsweredAt && <Text size="xs">{dateTime(lastAnsweredAt)}</Text>}
        </Group>
      ),
    },
    { key: 'rule', heading: t('escalations.rule'), width: '2fr', show: ({ rule }) => say(rule) },
    {
      key: 'do',
      heading: t('escalations.do'),
      width: '9rem',
      show: (row) =>
        may('episode.end') && (
          <Button size="compact-sm" onClick={() => setEnding(row)} aria-label={t('escalations.endOf', { name: row.personName })}>
            {t('escalations.end')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <PagedTable
        label={t('escalations.show.may-end')}
        list={list}
        columns={columns}
        keyOf={({ episodeId }) => episodeId}
        empty={<Empty title={t('escalations.noneMayEnd')} />}
      />
      {ending && <EndDialog episode={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function EndDialog({ episode, onClose }: { episode: MayEnd; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const { roles } = useMe();
  const send = useSend(closeEpisode);
  const [outcome, setOutcome] = useState<'completed' | 'recovered'>('recovered');
  const [reason, setReason] = useState('');
  const asksWhy = !roles.includes('doctor');
  const submit = () =>
    send.mutate(
      { params: { episodeId: episode.episodeId }, body: { outcome, ...(reason.trim() !== '' && { reason }) } },
      {
        onSuccess: () => {
          tell.done(t('escalations.ended'));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t('escalations.endOf', { name: episode.personName })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{say(episode.rule)}</Text>
          <Text size="xs">{episode.source.join(' · ')}</Text>
          <Radio.Group
            label={t('escalations.outcome')}
            value={outcome}
            onChange={(value) => setOutcome(value === 'completed' ? 'completed' : 'recovered')}
          >
            <Stack gap={6} mt={4}>
              {(['recovered', 'completed'] as const).map((one) => (
                <Radio key={one} value={one} label={say(outcomeText[one])} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={asksWhy ? t('escalations.whichDoctor') : t('needs.noteMay')}
            required={asksWhy}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Text size="sm">{t('escalations.endDoes')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={asksWhy && reason.trim() === ''}>
              {t('escalations.end')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
