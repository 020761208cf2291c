import { steerHousehold, takeBackClaim } from '@kshem/contract/worklist.ts';
import { Button, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { useState } from 'react';
import { useMembers } from '../api/use-members.ts';
import { useSend } from '../api/use-send.ts';
import { languageName } from '../call-desk/language-name.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Turn } from './use-turn-columns.tsx';

const waiting = ['hurry', 'language', 'caller'] as const;
type Action = (typeof waiting)[number] | 'take-back';

/** What a supervisor may do with a household's turn: each with a reason, which stays in the trail. */
export function SteerDialog({ turn, onClose }: { turn: Turn; onClose: () => void }) {
  const { t, say, language: screen } = useWords();
  const tell = useTell();
  const { members } = useMembers();
  const held = turn.state === 'claimed';
  const [action, setAction] = useState<Action>(held ? 'take-back' : 'hurry');
  const [reason, setReason] = useState('');
  const spoken = [...new Set(members.flatMap(({ languages }) => languages))].filter((one) => one !== turn.language);
  const callers = members.filter(
    ({ active, roles, languages }) =>
      active && languages.includes(turn.language) && (roles.includes('caller') || roles.includes('doctor')),
  );
  const [language, setLanguage] = useState('');
  const [callerId, setCallerId] = useState('');
  const steer = useSend(steerHousehold);
  const take = useSend(takeBackClaim);
  const params = { householdId: turn.householdId };
  const chosen = action === 'language' ? language !== '' : action === 'caller' ? callerId !== '' : true;

  async function send() {
    if (action === 'take-back') await take.mutateAsync({ params, body: { fence: turn.fence, reason } });
    else if (action === 'language') await steer.mutateAsync({ params, body: { action, language, reason } });
    else if (action === 'caller') await steer.mutateAsync({ params, body: { action, callerId, reason } });
    else await steer.mutateAsync({ params, body: { action, reason } });
    tell.done(t('worklist.changed'));
    onClose();
  }

  return (
    <Dialog title={t('worklist.changeTitle')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // A refusal has been told already; the dialog stays with what was typed.
          void send().catch(() => undefined);
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{turn.people.map(({ name }) => name).join(', ')}</Text>
          <Radio.Group label={t('worklist.whatToDo')} value={action} onChange={(value) => setAction(value as Action)}>
            <Stack gap="xs" mt={4}>
              {(held ? (['take-back'] as const) : waiting).map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={
                    <>
                      {t(`worklist.actions.${one}.name`)}
                      <Text size="xs">{t(`worklist.actions.${one}.does`)}</Text>
                    </>
                  }
                />
              ))}
            </Stack>
          </Radio.Group>
          {action === 'language' && (
            <NativeSelect
              label={t('worklist.language')}
              required
              value={language}
              onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
              data={[
                { value: '', label: t('ui.choose') },
                ...spoken.map((value) => ({ value, label: languageName(value, screen) })),
              ]}
            />
          )}
          {action === 'caller' && (
            <NativeSelect
              label={t('worklist.caller')}
              required
              value={callerId}
              onChange={({ currentTarget }) => setCallerId(currentTarget.value)}
              data={[
                { value: '', label: t('ui.choose') },
                ...callers.map(({ userId, name }) => ({ value: userId, label: say(name) })),
              ]}
            />
          )}
          <TextInput
            label={t('worklist.reason')}
            required
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" disabled={!chosen || reason.trim() === ''} loading={steer.isPending || take.isPending}>
              {t(`worklist.actions.${action}.name`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
