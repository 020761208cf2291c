import { exportPeople } from '@kshem/contract/exports.ts';
import { searchPeople } from '@kshem/contract/people.ts';
import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../api/use-me.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { Page } from '../ui/page.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { lastSearch } from './last-search.ts';
import classes from './people.module.css';
import { useFoundColumns } from './use-found-columns.tsx';

/** People by name, telephone number or list number. What is searched for goes to the server when asked, and stands in no address. */
export function PeoplePage() {
  const { t } = useWords();
  const may = useMay();
  const [typed, setTyped] = useState(lastSearch.get);
  const [sought, setSought] = useState(lastSearch.get);
  const found = usePages(searchPeople, { body: { text: sought } }, { where: 'body', enabled: sought !== '' });
  const columns = useFoundColumns();
  const search = () => {
    lastSearch.keep(typed.trim());
    if (typed.trim() === sought && sought !== '') found.refetch();
    setSought(typed.trim());
  };
  return (
    <Page
      title={t('place.people')}
      actions={
        <>
          {may('worklist.watch') && <ExportButton endpoint={exportPeople} />}
          {may('person.enrol') && (
            <Button component={Link} to="/people/enrol" size="compact-md">
              {t('people.enrol')}
            </Button>
          )}
        </>
      }
    >
      <search>
        <form
          className={classes.search}
          onSubmit={(event) => {
            event.preventDefault();
            search();
          }}
        >
          <TextInput
            type="search"
            label={t('people.searchLabel')}
            description={t('people.searchHint')}
            value={typed}
            maxLength={200}
            autoComplete="off"
            data-autofocus
            autoFocus
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button type="submit" disabled={typed.trim() === ''}>
            {t('ui.search')}
          </Button>
        </form>
      </search>
      {sought === '' ? (
        <Empty title={t('people.searchFirst')}>
          <Text size="sm" ta="center">
            {t('people.searchExamples')}
          </Text>
        </Empty>
      ) : (
        <PagedTable
          label={t('people.found')}
          list={found}
          columns={columns}
          keyOf={({ personId }) => personId}
          empty={
            <Empty title={t('people.nobody')}>
              <Text size="sm" ta="center">
                {t('people.nobodyHint')}
              </Text>
              {may('person.enrol') && (
                <Anchor component={Link} to="/people/enrol">
                  {t('people.enrol')}
                </Anchor>
              )}
            </Empty>
          }
        />
      )}
    </Page>
  );
}
