import { recordOutcome } from '@kshem/contract/help-desk.ts';
import { outcomesOf } from '@kshem/domain/help-desk/outcomes.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { Badge, Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { useMay } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Beneficiary } from './beneficiary-view.tsx';
import classes from './help-desk.module.css';

type Request = Beneficiary['requests'][number];

/** What waits and what came, with the outcome of a vaccination or a test. */
export function Requests({ requests }: { requests: Beneficiary['requests'] }) {
  const { t } = useWords();
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="help-requests">
      <Title order={3} size="h5" id="help-requests">
        {t('helpDesk.requests')}
      </Title>
      <ul className={classes.plain}>
        {requests.map((request) => (
          <li key={request.needId} className={classes.request}>
            <About request={request} />
            {request.status !== 'declined' && <Outcome request={request} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function About({ request }: { request: Request }) {
  const { t, say, dateTime, date } = useWords();
  const { title, status, asked, detail, dueAt, overdue, closedAt, outcome, outcomeOn, kind } = request;
  const known = outcomesOf(kind).find(({ code }) => code === outcome);
  return (
    <div>
      <b>{say(title)}</b> <Badge variant="default">{t(`needs.statuses.${status}`)}</Badge>
      <Text size="sm">{[...asked.map(({ answer }) => say(answer)), detail].filter(Boolean).join(' · ')}</Text>
      {closedAt === null && <Text size="sm">{t(overdue ? 'helpDesk.wasDue' : 'helpDesk.dueBy', { when: dateTime(dueAt) })}</Text>}
      {known && outcomeOn && (
        <Text size="sm">
          <b>{t('helpDesk.outcomeOn', { outcome: say(known.title), day: date(outcomeOn) })}</b>
        </Text>
      )}
    </div>
  );
}

function Outcome({ request: { needId, kind } }: { request: Request }) {
  const { t, say } = useWords();
  const may = useMay();
  const zone = useZone();
  const [outcome, setOutcome] = useState('');
  const [on, setOn] = useState(() => localDate(new Date(), zone));
  const save = useSend(recordOutcome);
  const possible = outcomesOf(kind);
  if (possible.length === 0 || !may('need.update')) return null;
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        size="xs"
        label={t('helpDesk.outcome')}
        value={outcome}
        data={[{ value: '', label: t('ui.choose') }, ...possible.map(({ code, title }) => ({ value: code, label: say(title) }))]}
        onChange={({ currentTarget }) => setOutcome(currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('helpDesk.onDay')}
        value={on}
        onChange={({ currentTarget }) => setOn(currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        disabled={outcome === '' || on === ''}
        loading={save.isPending}
        onClick={() =>
          save.mutate({ params: { needId }, body: { eventId: newUuid(), outcome, on } }, { onSuccess: () => setOutcome('') })
        }
      >
        {t('helpDesk.record')}
      </Button>
    </Group>
  );
}
