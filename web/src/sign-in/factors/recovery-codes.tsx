import { Alert, Button, Checkbox, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useTell } from '../../ui/use-tell.ts';

/** Shown this once. The way on opens only when the holder says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useWords();
  const tell = useTell();
  const [kept, setKept] = useState(false);
  const text = codes.join('\n');
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => tell.done(t('factor.copied')),
      () => tell.warn(t('factor.notCopied')),
    );
  return (
    <Stack>
      <Alert color="orange" variant="light" title={t('factor.codesTitle')}>
        <Text size="sm">{t('factor.codesExplained')}</Text>
      </Alert>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" aria-label={t('factor.codesTitle')} component="ul" p={0} m={0}>
        {codes.map((code) => (
          <Code key={code} component="li" style={{ listStyle: 'none', fontSize: '0.95rem' }}>
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group>
        {'clipboard' in navigator && (
          <Button variant="default" size="xs" onClick={() => void copy()}>
            {t('factor.copy')}
          </Button>
        )}
        <Button
          component="a"
          variant="default"
          size="xs"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="kshem-recovery-codes.txt"
        >
          {t('factor.download')}
        </Button>
      </Group>
      <Checkbox label={t('factor.iKeptThem')} checked={kept} onChange={({ currentTarget }) => setKept(currentTarget.checked)} />
      <Button disabled={!kept} onClick={onKept}>
        {t('factor.next')}
      </Button>
    </Stack>
  );
}
