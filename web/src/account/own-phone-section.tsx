import { ownPhone, saveOwnPhone } from '@kshem/contract/own-phone.ts';
import { Button, Group, Paper, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTell } from '../ui/use-tell.ts';

/** Where the exchange rings the caller; nothing where there is no exchange. */
export function OwnPhoneSection() {
  const { t } = useWords();
  const { data } = useAsk(ownPhone);
  if (!data || data.exchange === 'none') return null;
  return (
    <Paper component="section" withBorder p="md" aria-label={t('account.ownPhone')}>
      <Title order={2} size="h4" mb="sm">
        {t('account.ownPhone')}
      </Title>
      <Text mb="xs">{t('account.ownPhoneHint')}</Text>
      <NumberForm key={data.number ?? ''} kept={data.number} />
    </Paper>
  );
}

function NumberForm({ kept }: { kept: string | null }) {
  const { t } = useWords();
  const tell = useTell();
  const save = useSend(saveOwnPhone);
  const [typed, setTyped] = useState(kept ?? '');
  const keep = (number: string | null) =>
    save.mutate(
      { body: { number } },
      { onSuccess: () => tell.done(t(number ? 'account.ownPhoneKept' : 'account.ownPhoneGone')) },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') keep(typed.trim());
      }}
    >
      <Group align="end">
        <TextInput
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          label={t('account.ownNumber')}
          maxLength={40}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending} disabled={typed.trim() === '' || typed.trim() === kept}>
          {t('ui.save')}
        </Button>
        {kept !== null && (
          <Button variant="default" onClick={() => keep(null)}>
            {t('account.ownPhoneForget')}
          </Button>
        )}
      </Group>
    </form>
  );
}
