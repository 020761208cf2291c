import { searchPeople } from '@kshem/contract/people.ts';
import { Button, Group, Text, TextInput, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../api/use-me.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAgeWords } from '../people/use-age-words.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { BeneficiaryView } from './beneficiary-view.tsx';
import { CategoriesDialog } from './categories-dialog.tsx';
import classes from './help-desk.module.css';
import type { HelpDeskSearch } from './help-desk-search.ts';
import { RegisterForm } from './register-form.tsx';

/** Whoever comes, rings or writes: looked for first, registered if they are not on record, then what they ask for, with a token. */
export function HelpDeskPage() {
  const { t } = useWords();
  const may = useMay();
  const { search, change } = useFilters<HelpDeskSearch>();
  const { personId } = search;
  const [registering, setRegistering] = useState(false);
  const [categories, setCategories] = useState(false);
  const open = (id: string) => {
    setRegistering(false);
    change({ personId: id });
  };
  return (
    <Page
      title={t('place.helpDesk')}
      actions={
        <>
          <Button component={Link} to="/help-desk/helped" variant="default" size="compact-md">
            {t('helpDesk.helped')}
          </Button>
          {may('helpdesk.manage') && (
            <Button variant="default" size="compact-md" onClick={() => setCategories(true)}>
              {t('helpDesk.categories')}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        <Find chosen={personId} onOpen={open} onRegister={() => setRegistering(true)} />
        <div>
          {registering && <RegisterForm onRegistered={open} onCancel={() => setRegistering(false)} />}
          {!registering && personId !== undefined && <BeneficiaryView key={personId} personId={personId} onOpen={open} />}
          {!registering && personId === undefined && <Empty title={t('helpDesk.findFirst')} />}
        </div>
      </div>
      {categories && <CategoriesDialog onClose={() => setCategories(false)} />}
    </Page>
  );
}

type FindProps = {
  readonly chosen: string | undefined;
  readonly onOpen: (personId: string) => void;
  readonly onRegister: () => void;
};

function Find({ chosen, onOpen, onRegister }: FindProps) {
  const { t, say } = useWords();
  const { ageAndSex } = useAgeWords();
  const [typed, setTyped] = useState('');
  const [sought, setSought] = useState('');
  const found = usePages(searchPeople, { body: { text: sought } }, { where: 'body', enabled: sought !== '' });
  return (
    <section aria-label={t('helpDesk.find')} className={classes.find}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSought(typed.trim());
        }}
      >
        <TextInput
          type="search"
          label={t('helpDesk.find')}
          description={t('helpDesk.findHint')}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          autoFocus
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Group gap="xs" mt="xs">
          <Button type="submit" disabled={typed.trim() === ''}>
            {t('ui.search')}
          </Button>
          {sought !== '' && (
            <Button variant="default" onClick={onRegister}>
              {t('helpDesk.notAmongThem')}
            </Button>
          )}
        </Group>
      </form>
      {sought !== '' && (
        <Shown<unknown> asked={{ ...found, data: found.isPending || found.error ? undefined : found.items }}>
          {() =>
            found.items.length === 0 ? (
              <Text size="sm">{t('helpDesk.nobody')}</Text>
            ) : (
              <ul className={classes.plain}>
                {found.items.map((one) => (
                  <li key={one.personId}>
                    <UnstyledButton
                      className={classes.found}
                      aria-current={one.personId === chosen || undefined}
                      onClick={() => onOpen(one.personId)}
                    >
                      <b>{one.name}</b>
                      <Text size="sm">{[ageAndSex(one), say(one.area)].join(' · ')}</Text>
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      )}
    </section>
  );
}
