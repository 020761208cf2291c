import { Box, Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';

/** A page of the desk: its heading (also the tab's), what can be done with it at the right, the rest below. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const { t } = useWords();
  useEffect(() => {
    document.title = t('ui.pageTitle', { title });
  }, [t, title]);
  return (
    <Box p={{ base: 'xs', sm: 'md' }}>
      <Group justify="space-between" align="flex-start" mb="sm" gap="xs">
        <Title order={1} size="h3">
          {title}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}
