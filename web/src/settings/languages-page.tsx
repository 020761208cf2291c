import { countPeopleByArea } from '@kshem/contract/settings.ts';
import { Alert, Stack, Text, Title } from '@mantine/core';
import { useAreas } from '../api/use-areas.ts';
import { useAsk } from '../api/use-ask.ts';
import { languageName } from '../call-desk/language-name.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import classes from './settings.module.css';

/** Which languages people need and callers speak, and where nobody can call somebody in theirs. */
export function LanguagesPage() {
  const { t, language, number } = useWords();
  const counts = useAsk(countPeopleByArea);
  const { nameOf } = useAreas();
  return (
    <Page title={t('settings.languages')}>
      <Shown asked={counts}>
        {({ items, speakers }) => {
          const gaps = items.filter(({ callers }) => callers === 0).toSorted((a, b) => b.people - a.people);
          const people = (code: string) => items.filter((row) => row.language === code).reduce((sum, row) => sum + row.people, 0);
          return (
            <Stack>
              {gaps.length === 0 ? (
                <Alert color="green" variant="light" title={t('languages.noGap')} />
              ) : (
                <Alert color="red" variant="light" title={t('languages.gaps', { count: gaps.length })}>
                  <Text size="sm">{t('languages.gapsMean')}</Text>
                </Alert>
              )}
              {gaps.length > 0 && (
                <section className={classes.scroll} tabIndex={0} aria-label={t('languages.gaps', { count: gaps.length })}>
                  <table className={classes.plainTable}>
                    <thead>
                      <tr>
                        <th scope="col">{t('languages.area')}</th>
                        <th scope="col">{t('languages.language')}</th>
                        <th scope="col">{t('languages.people')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {gaps.map((row) => (
                        <tr key={`${row.areaId} ${row.language}`}>
                          <td>{nameOf(row.areaId)}</td>
                          <td>{languageName(row.language, language)}</td>
                          <td className="figures">{number(row.people)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </section>
              )}
              <section aria-label={t('languages.all')}>
                <Title order={2} size="h4" mb="xs">
                  {t('languages.all')}
                </Title>
                <table className={classes.plainTable}>
                  <thead>
                    <tr>
                      <th scope="col">{t('languages.language')}</th>
                      <th scope="col">{t('languages.people')}</th>
                      <th scope="col">{t('languages.callers')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {speakers.map((row) => (
                      <tr key={row.language}>
                        <td>{languageName(row.language, language)}</td>
                        <td className="figures">{number(people(row.language))}</td>
                        <td className="figures">{number(row.callers)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </Stack>
          );
        }}
      </Shown>
    </Page>
  );
}
