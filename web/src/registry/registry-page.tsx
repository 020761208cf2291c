import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { AmbulanceDialog } from './ambulance-dialog.tsx';
import { Ambulances } from './ambulances.tsx';
import { FacilityDialog } from './facility-dialog.tsx';
import { Houses } from './houses.tsx';
import type { RegistrySearch } from './registry-search.ts';

const views = ['houses', 'ambulances'] as const;

/** Beds, places and ambulances of the district, each with when it was last true. */
export function RegistryPage() {
  const { t } = useWords();
  const may = useMay();
  const { search, change } = useFilters<RegistrySearch>();
  const [adding, setAdding] = useState(false);
  const show = search.show ?? 'houses';
  return (
    <Page
      title={t('registry.title')}
      actions={
        may('registry.manage') && (
          <Button size="compact-md" variant="default" onClick={() => setAdding(true)}>
            {show === 'houses' ? t('registry.add') : t('registry.addAmbulance')}
          </Button>
        )
      }
    >
      <Group gap="xs" mb="sm" role="group" aria-label={t('registry.view')}>
        {views.map((view) => (
          <Button
            key={view}
            size="compact-md"
            variant={view === show ? 'filled' : 'default'}
            aria-pressed={view === show}
            onClick={() => change({ show: view === 'houses' ? undefined : view })}
          >
            {t(`registry.show.${view}`)}
          </Button>
        ))}
      </Group>
      {show === 'houses' ? <Houses search={search} change={change} /> : <Ambulances />}
      {adding && show === 'houses' && <FacilityDialog facility={null} onClose={() => setAdding(false)} />}
      {adding && show === 'ambulances' && <AmbulanceDialog ambulance={null} onClose={() => setAdding(false)} />}
    </Page>
  );
}
