import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';

/** The way to a person's whole picture, for those who may read consultations. */
export function SheetLink({ personId, name }: { personId: string; name: string }) {
  const { t } = useWords();
  const may = useMay();
  if (!may('consultation.read')) return null;
  return (
    <Button
      component={Link}
      to={`/people/${personId}/sheet`}
      size="compact-sm"
      variant="default"
      aria-label={t('escalations.openOf', { name })}
    >
      {t('escalations.open')}
    </Button>
  );
}
