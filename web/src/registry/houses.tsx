import { listFacilities } from '@kshem/contract/registry.ts';
import { bedKinds, bedKindText, facilityKinds } from '@kshem/domain/registry/bed-kinds.ts';
import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useMay } from '../api/use-me.ts';
import { type ItemOf, usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilterFold } from '../ui/filter-fold.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import { type Column, PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { BedsDialog } from './beds-dialog.tsx';
import { FacilityDialog } from './facility-dialog.tsx';
import { PlacesDialog } from './places-dialog.tsx';
import classes from './registry.module.css';
import type { RegistrySearch } from './registry-search.ts';
import { Told } from './told.tsx';

export type Facility = ItemOf<typeof listFacilities>;
type Doing = { readonly facility: Facility; readonly what: 'tell' | 'places' | 'edit' };

export function Houses({ search, change }: { search: RegistrySearch; change: (part: RegistrySearch) => void }) {
  const { t, say } = useWords();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 250);
  const [doing, setDoing] = useState<Doing | null>(null);
  const query = given({ kind: search.kind, bed: search.bed, name: name === '' ? undefined : name });
  const list = usePages(listFacilities, { query });
  const close = () => setDoing(null);
  return (
    <>
      <FilterFold chosen={Object.keys(query).length}>
        <TextInput
          size="xs"
          label={t('registry.name')}
          value={typed}
          maxLength={60}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <FilterSelect
          label={t('registry.kind')}
          value={search.kind}
          choices={facilityKinds.map((value) => ({ value, label: t(`registry.kinds.${value}`) }))}
          onChange={(kind) => change({ kind: kind as RegistrySearch['kind'] })}
        />
        <FilterSelect
          label={t('registry.openBed')}
          value={search.bed}
          choices={bedKinds.map((value) => ({ value, label: say(bedKindText[value]) }))}
          onChange={(bed) => change({ bed: bed as RegistrySearch['bed'] })}
        />
      </FilterFold>
      <PagedTable
        label={t('registry.show.houses')}
        list={list}
        columns={useHouseColumns(setDoing)}
        keyOf={({ facilityId }) => facilityId}
        empty={<Empty title={t('registry.none')} />}
      />
      {doing?.what === 'tell' && <BedsDialog facility={doing.facility} onClose={close} />}
      {doing?.what === 'places' && <PlacesDialog facility={doing.facility} onClose={close} />}
      {doing?.what === 'edit' && <FacilityDialog facility={doing.facility} onClose={close} />}
    </>
  );
}

function isCentre({ kind }: Facility): boolean {
  return kind === 'test-centre' || kind === 'vaccination-centre';
}

function useHouseColumns(onDo: (doing: Doing) => void): Column<Facility>[] {
  const { t, say } = useWords();
  const may = useMay();
  return [
    {
      key: 'house',
      heading: t('registry.house'),
      width: '1.3fr',
      show: ({ name, kind, area, phone }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {say(name)}
          </Text>
          <Text size="xs">{[t(`registry.kinds.${kind}`), say(area)].join(' · ')}</Text>
          {phone && (
            <Anchor href={`tel:${phone}`} size="sm" underline="always" className="figures">
              {phone}
            </Anchor>
          )}
        </Stack>
      ),
    },
    { key: 'beds', heading: t('registry.beds'), width: '1.6fr', show: (facility) => <Beds facility={facility} /> },
    { key: 'told', heading: t('registry.told'), width: '1fr', show: (facility) => <LastTold facility={facility} /> },
    {
      key: 'do',
      heading: t('registry.do'),
      width: '11rem',
      show: (facility) => (
        <Group gap={6}>
          {may('registry.report') && (facility.beds.length > 0 || isCentre(facility)) && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('registry.tellOf', { name: say(facility.name) })}
              onClick={() => onDo({ facility, what: isCentre(facility) ? 'places' : 'tell' })}
            >
              {t('registry.tell')}
            </Button>
          )}
          {may('registry.manage') && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('registry.editOf', { name: say(facility.name) })}
              onClick={() => onDo({ facility, what: 'edit' })}
            >
              {t('registry.edit')}
            </Button>
          )}
        </Group>
      ),
    },
  ];
}

function Beds({ facility: { beds, places } }: { facility: Facility }) {
  const { t, say, number, date } = useWords();
  return (
    <ul className={classes.beds}>
      {beds.map(({ kind, open, free, total, held, stale }) => (
        <li
          key={kind}
          className={classes.bed}
          data-open={free === null || open > 0 ? undefined : 'none'}
          data-stale={stale || undefined}
        >
          {t('registry.bedLine', {
            kind: say(bedKindText[kind]),
            open: free === null ? '?' : number(open),
            total: number(total),
          })}
          {held > 0 && ` · ${t('registry.bedHeld', { number: number(held) })}`}
        </li>
      ))}
      {places.map(({ day, kind, slots, free, stale }) => (
        <li key={`${day} ${kind}`} className={classes.bed} data-stale={stale || undefined}>
          {t('registry.placeLine', {
            kind: t(`registry.placeKind.${kind}`),
            day: date(day),
            free: number(free),
            slots: number(slots),
          })}
        </li>
      ))}
    </ul>
  );
}

/** The oldest word of the house: what was told first is what must be asked for again first. */
function LastTold({ facility: { beds, places } }: { facility: Facility }) {
  const all = [...beds, ...places].toSorted((a, b) => (a.trueAt?.getTime() ?? 0) - (b.trueAt?.getTime() ?? 0));
  const [oldest] = all;
  return oldest ? <Told trueAt={oldest.trueAt} toldBy={oldest.toldBy} stale={oldest.stale} /> : null;
}
