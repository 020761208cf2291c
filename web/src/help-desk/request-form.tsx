import { openVisit } from '@kshem/contract/help-desk.ts';
import { requestKinds } from '@kshem/domain/help-desk/request-kinds.ts';
import { Button, Group, NativeSelect, Stack, TextInput, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Beneficiary } from './beneficiary-view.tsx';
import classes from './help-desk.module.css';

type Chosen = Readonly<Record<string, { readonly detail: string; readonly asked: Readonly<Record<string, string>> }>>;
const channels = ['walk-in', 'phone', 'message'] as const;

/** What they ask for, one press a kind, and a token with a slip. */
export function RequestForm({ person }: { person: Beneficiary }) {
  const { t, say } = useWords();
  const navigate = useNavigate();
  const [visitId] = useState(newUuid);
  const [channel, setChannel] = useState<(typeof channels)[number]>('walk-in');
  const [chosen, setChosen] = useState<Chosen>({});
  const send = useSend(openVisit);
  const waits = (kind: string) => person.requests.some((one) => one.kind === kind && one.closedAt === null);
  const toggle = (kind: string) => {
    const { [kind]: before, ...others } = chosen;
    setChosen(before ? others : { ...chosen, [kind]: { detail: '', asked: {} } });
  };
  const change = (kind: string, part: Partial<Chosen[string]>) => {
    const before = chosen[kind];
    if (before) setChosen({ ...chosen, [kind]: { ...before, ...part } });
  };
  const requests = Object.entries(chosen).map(([kind, { detail, asked }]) => {
    const answers = Object.fromEntries(Object.entries(asked).filter(([, said]) => said.trim() !== ''));
    return {
      kind,
      ...(detail.trim() !== '' && { detail }),
      ...(Object.keys(answers).length > 0 && { asked: answers }),
    };
  });
  return (
    <section className={classes.card} aria-labelledby="help-request">
      <Title order={3} size="h5" id="help-request">
        {t('helpDesk.whatTheyAsk')}
      </Title>
      <Group gap="xs" my="xs">
        {requestKinds.map(({ code, title }) => (
          <Button
            key={code}
            variant={chosen[code] ? 'filled' : 'default'}
            aria-pressed={chosen[code] !== undefined}
            onClick={() => toggle(code)}
          >
            {say(title)}
          </Button>
        ))}
      </Group>
      <Stack gap="xs">
        {requestKinds
          .filter(({ code }) => chosen[code])
          .map((kind) => (
            <fieldset key={kind.code} className={classes.kind}>
              <legend>{say(kind.title)}</legend>
              {waits(kind.code) && <p>{t('helpDesk.waitsAlready')}</p>}
              {kind.asks?.map(({ code, text, options }) =>
                options ? (
                  <NativeSelect
                    key={code}
                    label={say(text)}
                    value={chosen[kind.code]?.asked[code] ?? ''}
                    data={[
                      { value: '', label: t('ui.choose') },
                      ...options.map((one) => ({ value: one.code, label: say(one.display) })),
                    ]}
                    onChange={({ currentTarget }) =>
                      change(kind.code, { asked: { ...chosen[kind.code]?.asked, [code]: currentTarget.value } })
                    }
                  />
                ) : (
                  <TextInput
                    key={code}
                    label={say(text)}
                    maxLength={200}
                    value={chosen[kind.code]?.asked[code] ?? ''}
                    onChange={({ currentTarget }) =>
                      change(kind.code, { asked: { ...chosen[kind.code]?.asked, [code]: currentTarget.value } })
                    }
                  />
                ),
              )}
              <TextInput
                label={t('helpDesk.detail')}
                maxLength={500}
                value={chosen[kind.code]?.detail ?? ''}
                onChange={({ currentTarget }) => change(kind.code, { detail: currentTarget.value })}
              />
            </fieldset>
          ))}
        <Group gap="xs" align="flex-end">
          <NativeSelect
            label={t('helpDesk.channel')}
            value={channel}
            data={channels.map((value) => ({ value, label: t(`helpDesk.channels.${value}`) }))}
            onChange={({ currentTarget }) => setChannel(currentTarget.value as typeof channel)}
          />
          <Button
            disabled={requests.length === 0}
            loading={send.isPending}
            onClick={() =>
              send.mutate(
                { body: { visitId, personId: person.personId, channel, requests } },
                { onSuccess: () => void navigate({ to: `/help-desk/slips/${visitId}` }) },
              )
            }
          >
            {t('helpDesk.giveToken')}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
