import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../ui/states.tsx';

export function UnknownPage() {
  const { t } = useWords();
  return (
    <Empty title={t('shell.unknownPage')}>
      <Anchor component={Link} to="/">
        {t('shell.toBeginning')}
      </Anchor>
    </Empty>
  );
}
