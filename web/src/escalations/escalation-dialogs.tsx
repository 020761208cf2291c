import { handBackEscalation, readEscalation, resolveEscalation } from '@kshem/contract/escalations.ts';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Shown } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import classes from './escalations.module.css';
import type { Escalation } from './use-escalation-columns.tsx';

type Props = { readonly escalation: Escalation; readonly onClose: () => void };

/** What was done, in the doctor's words: it closes the escalation. */
export function ResolveDialog({ escalation, onClose }: Props) {
  const { t } = useWords();
  const tell = useTell();
  const send = useSend(resolveEscalation);
  const params = { escalationId: escalation.escalationId };
  return (
    <WordsDialog
      title={t('escalations.resolveOf', { name: escalation.personName })}
      label={t('escalations.resolution')}
      action={t('escalations.moves.resolve')}
      busy={send.isPending}
      onClose={onClose}
      onSend={(resolution) =>
        send.mutate(
          { params, body: { resolution } },
          {
            onSuccess: () => {
              tell.done(t('escalations.resolved'));
              onClose();
            },
          },
        )
      }
    />
  );
}

/** It waits for somebody else again, with the reason. */
export function HandBackDialog({ escalation, onClose }: Props) {
  const { t } = useWords();
  const tell = useTell();
  const send = useSend(handBackEscalation);
  const params = { escalationId: escalation.escalationId };
  return (
    <WordsDialog
      title={t('escalations.handBackOf', { name: escalation.personName })}
      label={t('escalations.handBackWhy')}
      action={t('escalations.moves.hand-back')}
      busy={send.isPending}
      onClose={onClose}
      onSend={(note) =>
        send.mutate(
          { params, body: { note } },
          {
            onSuccess: () => {
              tell.done(t('escalations.handedBack'));
              onClose();
            },
          },
        )
      }
    />
  );
}

function WordsDialog({
  title,
  label,
  action,
  busy,
  onSend,
  onClose,
}: {
  title: string;
  label: string;
  action: string;
  busy: boolean;
  onSend: (words: string) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [words, setWords] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSend(words);
        }}
      >
        <Stack gap="sm">
          <Textarea
            label={label}
            required
            rows={3}
            maxLength={500}
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" disabled={words.trim() === ''} loading={busy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

const told = [
  'escalation-raised',
  'escalation-raised-again',
  'escalation-acknowledged',
  'escalation-expired',
  'escalation-handed-back',
  'escalation-handed-over',
  'escalation-resolved',
] as const;

/** Everything that happened to an escalation, oldest first. */
export function HistoryDialog({ escalation, onClose }: Props) {
  const { t, say, dateTime } = useWords();
  const asked = useAsk(readEscalation, { params: { escalationId: escalation.escalationId } });
  return (
    <Dialog title={t('escalations.historyOf', { name: escalation.personName })} onClose={onClose} width={600}>
      <Shown asked={asked}>
        {({ events }) => (
          <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
            {events.map(({ at, action, by, note }) => {
              const known = told.find((one) => one === action);
              const words = known ? t(`escalations.events.${known}`) : action;
              return (
                <li key={`${at.getTime()} ${action}`} className={classes.event}>
                  <Text size="sm">{note ? t('escalations.eventNote', { event: words, note }) : words}</Text>
                  <Text size="xs">{t('escalations.byAt', { name: by ? say(by) : t('needs.byDesk'), time: dateTime(at) })}</Text>
                </li>
              );
            })}
          </Stack>
        )}
      </Shown>
    </Dialog>
  );
}
