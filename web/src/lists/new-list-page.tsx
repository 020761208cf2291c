import { listSources, previewList, startImport } from '@kshem/contract/intake.ts';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useReducer } from 'react';
import { given } from '../api/given.ts';
import { leaveWhenSignedOut } from '../api/query-client.ts';
import { refresh } from '../api/refresh.ts';
import { upload } from '../api/upload.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { ColumnMeanings } from './column-meanings.tsx';
import { FileDrop } from './file-drop.tsx';
import { ListFacts } from './list-facts.tsx';
import { ListsTabs } from './lists-tabs.tsx';
import { begin, change, type NewList, readyToStart } from './new-list.ts';
import { previewPart } from './preview-part.ts';
import { Sending } from './sending.tsx';
import { WholeFileFailure } from './whole-file-failure.tsx';

/** Hands in a list: the file, what it is, what its columns mean; then it is imported in the background. */
export function NewListPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [list, dispatch] = useReducer(change, begin);
  const { file, corrections, state } = list;
  // Only an office that sent lists before has decisions about columns; a new one's name is still being typed.
  const remembered = useAsk(listSources).data?.items.find(({ code }) => code === list.source)?.code;

  // Shown as soon as there is a file, and again whenever the office or a column's meaning is another.
  useEffect(() => {
    if (!file) return;
    const controller = new AbortController();
    const body = given({ source: remembered, corrections: JSON.stringify(corrections) });
    dispatch({ kind: 'previewing' });
    const onProgress = (sent: number, total: number) => dispatch({ kind: 'sent', sent, total });
    upload(previewList, { body, file: previewPart(file), fileName: file.name }, { onProgress, signal: controller.signal }).then(
      (preview) => dispatch({ kind: 'previewed', preview }),
      (error: Error) => {
        if (error.name === 'AbortError') return;
        leaveWhenSignedOut(error);
        dispatch({ kind: 'failed', error });
      },
    );
    return () => controller.abort();
  }, [file, remembered, corrections]);

  const start = (ready: NonNullable<ReturnType<typeof readyToStart>>) => {
    dispatch({ kind: 'starting' });
    const onProgress = (sent: number, total: number) => dispatch({ kind: 'sent', sent, total });
    upload(startImport, ready, { onProgress }).then(
      ({ importId }) => {
        refresh(['lists']);
        void navigate({ to: `/lists/${importId}` });
      },
      (error: Error) => {
        leaveWhenSignedOut(error);
        dispatch({ kind: 'failed', error });
      },
    );
  };
  const ready = readyToStart(list);
  return (
    <Page title={t('lists.takeIn')}>
      <ListsTabs />
      <FileDrop file={file} onFile={(chosen) => dispatch({ kind: 'file', file: chosen })} />
      {file && (
        <>
          <ListFacts list={list} onChange={(part) => dispatch({ kind: 'facts', part })} />
          {(state.kind === 'previewing' || state.kind === 'starting') && <Sending state={state} size={file.size} />}
          {state.kind === 'failed' && (
            <WholeFileFailure
              error={state.error}
              corrections={corrections}
              onCorrect={(heading, field) => dispatch({ kind: 'correct', heading, field })}
            />
          )}
          {list.preview && state.kind !== 'failed' && (
            <ColumnMeanings
              preview={list.preview}
              corrections={corrections}
              onCorrect={(heading, field) => dispatch({ kind: 'correct', heading, field })}
            />
          )}
          {list.preview && (
            <Group mt="md">
              <Button disabled={!ready} loading={state.kind === 'starting'} onClick={() => ready && start(ready)}>
                {t('lists.start')}
              </Button>
              <StartHint list={list} />
            </Group>
          )}
        </>
      )}
    </Page>
  );
}

/** What is still to be said before the list can be taken in. */
function StartHint({ list }: { list: NewList }) {
  const { t } = useWords();
  if (list.state.kind !== 'previewed') return null;
  if (list.source === '') return <Text size="sm">{t('lists.sayWho')}</Text>;
  if (list.programmeId === '') return <Text size="sm">{t('lists.sayProgramme')}</Text>;
  return list.preview?.mapping.some(({ field }) => field === 'phone') ? null : (
    <Alert color="orange" variant="light" title={t('lists.noPhoneColumn')} />
  );
}
