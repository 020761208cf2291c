import { moveNeeds } from '@kshem/contract/needs.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Reply } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { useMembers } from '../api/use-members.ts';
import { useSend } from '../api/use-send.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTell } from '../ui/use-tell.ts';
import { type Move, takesNote } from './moves.ts';
import type { Need } from './use-need-columns.tsx';

type Props = {
  readonly needs: readonly Need[];
  readonly move: Move;
  /** The ids of those that were moved. */
  readonly onMoved: (needIds: readonly string[]) => void;
  readonly onClose: () => void;
};

/** One move of one or many needs, with what it takes. What was refused stays on the screen with the reason; the rest is done. */
export function MoveDialog({ needs, move, onMoved, onClose }: Props) {
  const { t, number } = useWords();
  const tell = useTell();
  const zone = useZone();
  const [note, setNote] = useState('');
  const [assignTo, setAssignTo] = useState('');
  const [promised, setPromised] = useState('');
  const send = useSend(moveNeeds);
  const wanting = (takesNote[move] === 'must' && note.trim() === '') || (move === 'promise' && promised === '');

  function submit() {
    const [day = '', time = ''] = promised.split('T');
    const body = {
      action: move,
      needs: needs.map(({ needId, status }) => ({ needId, from: status })),
      ...(note.trim() !== '' && { note }),
      ...(move === 'assign' && assignTo !== '' && { assignTo }),
      ...(move === 'promise' && { promisedAt: instantAt(day, time, zone).toISOString() }),
    };
    send.mutate(
      { body },
      {
        onSuccess: ({ items }) => {
          const moved = items.filter(({ kind }) => kind === 'moved').map(({ needId }) => needId);
          onMoved(moved);
          if (moved.length < items.length) return;
          tell.done(t('needs.moved', { count: moved.length, number: number(moved.length) }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog title={t(`needs.moves.${move}`)} onClose={onClose}>
      {send.data ? (
        <Refusals needs={needs} items={send.data.items} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack gap="sm">
            <Text size="sm">
              {needs.length === 1
                ? needs[0]?.personName
                : t('needs.chosen', { count: needs.length, number: number(needs.length) })}
            </Text>
            <Text size="sm">{t(`needs.moveDoes.${move}`)}</Text>
            {move === 'assign' && <AssignTo needs={needs} value={assignTo} onChange={setAssignTo} />}
            {move === 'promise' && (
              <TextInput
                type="datetime-local"
                label={t('needs.promiseTime')}
                required
                value={promised}
                onChange={({ currentTarget }) => setPromised(currentTarget.value)}
              />
            )}
            {takesNote[move] !== 'no' && (
              <TextInput
                label={takesNote[move] === 'must' ? t('needs.noteMust') : t('needs.noteMay')}
                required={takesNote[move] === 'must'}
                maxLength={500}
                value={note}
                onChange={({ currentTarget }) => setNote(currentTarget.value)}
              />
            )}
            <Group justify="flex-end">
              <Button variant="default" size="md" onClick={onClose}>
                {t('ui.cancel')}
              </Button>
              <Button type="submit" size="md" disabled={wanting} loading={send.isPending}>
                {t(`needs.moves.${move}`)}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

/** Oneself, or an open account of every unit that owns one of the needs. */
function AssignTo({ needs, value, onChange }: { needs: readonly Need[]; value: string; onChange: (value: string) => void }) {
  const { t, say } = useWords();
  const me = useMe();
  const { members } = useMembers();
  const units = [...new Set(needs.map(({ ownerUnit }) => ownerUnit))];
  const fit = members.filter(
    ({ active, roles, userId }) => active && userId !== me.id && units.every((unit) => roles.includes(unit)),
  );
  return (
    <NativeSelect
      label={t('needs.assignTo')}
      description={fit.length === 0 ? t('needs.nobodyInUnit') : undefined}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      data={[{ value: '', label: t('needs.myself') }, ...fit.map(({ userId, name }) => ({ value: userId, label: say(name) }))]}
    />
  );
}

type Items = Reply<typeof moveNeeds>['items'];

function Refusals({ needs, items, onClose }: { needs: readonly Need[]; items: Items; onClose: () => void }) {
  const { t, say, number } = useWords();
  const refused = items.filter((item) => item.kind === 'refused');
  const done = items.length - refused.length;
  return (
    <Stack gap="sm">
      <Alert
        color="orange"
        variant="light"
        title={t('needs.someRefused', { done: number(done), refused: number(refused.length) })}
        role="alert"
      >
        <Stack gap="xs">
          {refused.map(({ needId, message }) => {
            const need = needs.find((one) => one.needId === needId);
            return (
              <Text key={needId} size="sm">
                <b>{need && t('needs.whoseWhat', { name: need.personName, what: say(need.title) })}</b> {say(message)}
              </Text>
            );
          })}
        </Stack>
      </Alert>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </Group>
    </Stack>
  );
}
