import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';

/** A person's name with the way to their page, for those who may read people; everybody else sees that there is somebody. */
export function PersonLink({ personId, name }: { personId: string; name: string | null }) {
  const { t } = useWords();
  const may = useMay();
  if (name === null) return <span>{t('ui.unnamed')}</span>;
  if (!may('person.read')) return <span>{name}</span>;
  return (
    <Anchor component={Link} to={`/people/${personId}`} size="sm" td="underline">
      {name}
    </Anchor>
  );
}
