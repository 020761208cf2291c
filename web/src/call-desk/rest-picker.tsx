import { type PauseCode, pauseCodes } from '@kshem/domain/room/pause-code.ts';
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useTell } from '../ui/use-tell.ts';
import type { Rest } from './desk-port.ts';

/** Why one rests, for the room's board; taking the next household ends it. Nobody has to say. */
export function RestPicker({ rest }: { rest: Rest }) {
  const { t } = useWords();
  const tell = useTell();
  const [now, setNow] = useState<PauseCode | null>(null);
  useEffect(() => {
    rest.read().then(setNow, () => undefined);
  }, [rest]);
  const choose = async (code: PauseCode) => {
    try {
      if (code === now) await rest.end();
      else await rest.start(code);
      setNow(code === now ? null : code);
    } catch (error) {
      tell.refusal(error);
    }
  };
  return (
    <>
      <Text size="sm" mt="md" id="why-rest">
        {now ? t('pause.resting', { why: t(`pause.${now}`) }) : t('pause.ask')}
      </Text>
      <Group gap="xs" justify="center" role="group" aria-labelledby="why-rest">
        {pauseCodes.map((code) => (
          <Button
            key={code}
            size="xs"
            variant={code === now ? 'filled' : 'default'}
            aria-pressed={code === now}
            onClick={() => void choose(code)}
          >
            {t(`pause.${code}`)}
          </Button>
        ))}
      </Group>
    </>
  );
}
