import { readImport } from '@kshem/contract/intake.ts';
import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useMembers } from '../api/use-members.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { failureWords } from './failure-words.ts';
import { ImportProblems } from './import-problems.tsx';
import { ImportReport } from './import-report.tsx';
import { ImportStatus } from './import-status.tsx';
import { ImportTiles } from './import-tiles.tsx';
import classes from './lists.module.css';
import type { Import } from './lists-page.tsx';
import { ListsTabs } from './lists-tabs.tsx';

/** One list: how far it is while it is taken in, then what came of it. It can be left and found again. */
export function ImportPage() {
  const { t } = useWords();
  const { importId } = useParams({ strict: false }) as { importId: string };
  const [running, setRunning] = useState(true);
  // Hints say that it has ended; the interval is for the rows that are counted while it runs.
  const asked = useAsk(readImport, { params: { importId } }, { refetchInterval: running ? 1000 : false });
  const status = asked.data?.status;
  useEffect(() => setRunning(status === undefined || status === 'queued' || status === 'running'), [status]);
  return (
    <Page title={asked.data?.fileName ?? t('lists.list')}>
      <ListsTabs />
      <Shown asked={asked}>{(run) => <OneImport run={run} />}</Shown>
    </Page>
  );
}

function OneImport({ run }: { run: Import }) {
  const { t } = useWords();
  return (
    <>
      <Facts run={run} />
      {(run.status === 'queued' || run.status === 'running') && <Running run={run} />}
      {run.status === 'failed' && <FailedImport run={run} />}
      {run.status === 'finished' && run.counts.sameAs !== undefined && (
        <Alert color="gray" my="sm" title={t('lists.sameFileTitle')}>
          {t('lists.sameFileHint')}{' '}
          <Anchor component={Link} to={`/lists/${run.counts.sameAs}`} size="sm" underline="always">
            {t('lists.openFirst')}
          </Anchor>
        </Alert>
      )}
      {run.status === 'finished' && run.counts.sameAs === undefined && (
        <>
          <ImportTiles run={run} />
          <Group my="sm" gap="xs">
            <NextSteps run={run} />
          </Group>
          <ImportProblems problems={run.counts.problems} />
          <ImportReport importId={run.importId} />
        </>
      )}
    </>
  );
}

function Facts({ run }: { run: Import }) {
  const { t, say, date, dateTime } = useWords();
  const { nameOf } = useMembers();
  const by = nameOf(run.startedBy);
  return (
    <Group gap="xs" mb="sm">
      <ImportStatus run={{ ...run, failure: null }} />
      <Text size="sm">
        {[
          run.sourceCode,
          t('lists.listOf', { date: date(run.listOn) }),
          run.partial && t('lists.partialShort'),
          t('lists.startedAt', { when: dateTime(run.startedAt) }),
          by && say(by),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Group>
  );
}

function Running({ run }: { run: Import }) {
  const { t, number } = useWords();
  return (
    <div role="status" className={classes.card}>
      <progress className={classes.progress} aria-label={t('lists.working')} />
      <Text fw={600}>
        {run.status === 'queued'
          ? t('lists.waitsForTurn')
          : t('lists.rowsSoFar', { count: run.rowsRead, number: number(run.rowsRead) })}
      </Text>
      <Text size="sm">{t('lists.mayLeave')}</Text>
    </div>
  );
}

function FailedImport({ run }: { run: Import }) {
  const { t, say } = useWords();
  const words = failureWords(run.failure ?? { code: 'internal' });
  return (
    <Alert color="red" variant="light" my="sm" role="alert" title={say(words.message)}>
      {words.whatToDo && <Text size="sm">{say(words.whatToDo)}</Text>}
      <Text size="sm">{t('lists.nothingTaken')}</Text>
      <Anchor component={Link} to="/lists/new" size="sm" underline="always">
        {t('lists.takeIn')}
      </Anchor>
    </Alert>
  );
}

/** What the office gets back, and what waits for a decision. */
function NextSteps({ run }: { run: Import }) {
  const { t, number } = useWords();
  const may = useMay();
  const rejected = run.counts.verdicts.rejected ?? 0;
  const warned = run.counts.verdicts['accepted-with-warnings'] ?? 0;
  const rejects = `/api/imports/${run.importId}/rejects`;
  return (
    <>
      {rejected > 0 && (
        <Button component="a" href={`${rejects}?format=xlsx`} download variant="default" size="compact-md">
          {t('lists.downloadRejects', { count: rejected, number: number(rejected) })}
        </Button>
      )}
      {rejected + warned > 0 && (
        <Button component="a" href={`${rejects}?format=xlsx&warned=true`} download variant="default" size="compact-md">
          {t('lists.downloadWarned')}
        </Button>
      )}
      {run.counts.proposed > 0 && may('person.merge') && (
        <Button component={Link} to="/lists/duplicates" variant="default" size="compact-md">
          {t('lists.decideDuplicates', { count: run.counts.proposed, number: number(run.counts.proposed) })}
        </Button>
      )}
    </>
  );
}
