import { readHelped } from '@kshem/contract/help-desk.ts';
import { Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { given } from '../api/given.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import classes from './help-desk.module.css';
import type { HelpedSearch } from './help-desk-search.ts';

/** How many people got what they asked for, by their own word: in all, by category and kind, and by day. */
export function HelpedPage() {
  const { t, number, say, date } = useWords();
  const { search, change } = useFilters<HelpedSearch>();
  const asked = useAsk(readHelped, { query: given(search) }, { keepBefore: true });
  return (
    <Page title={t('helpDesk.helped')}>
      <Group gap="xs" mb="md" align="flex-end">
        <TextInput
          type="date"
          label={t('helpDesk.from')}
          value={search.from ?? ''}
          onChange={({ currentTarget }) => change({ from: currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label={t('helpDesk.until')}
          value={search.until ?? ''}
          onChange={({ currentTarget }) => change({ until: currentTarget.value || undefined })}
        />
      </Group>
      <Shown asked={asked}>
        {({ people, waiting, categories, kinds, both, days }) => (
          <Stack gap="md">
            <Group gap="xl">
              <Figure word={t('helpDesk.peopleHelped')} value={number(people)} />
              <Figure word={t('helpDesk.waitNow')} value={number(waiting)} />
            </Group>
            {people === 0 ? (
              <Empty title={t('helpDesk.nobodyHelped')} />
            ) : (
              <>
                <div className={classes.scroll}>
                  <table className={classes.table}>
                    <caption>{t('helpDesk.byCategoryAndKind')}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t('helpDesk.category')}</th>
                        {kinds.map(({ code, title }) => (
                          <th key={code} scope="col">
                            {say(title)}
                          </th>
                        ))}
                        <th scope="col">{t('helpDesk.peopleInAll')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {categories.map((category) => (
                        <tr key={category.code}>
                          <th scope="row">{say(category.title)}</th>
                          {kinds.map(({ code }) => (
                            <td key={code}>
                              {number(both.find((one) => one.category === category.code && one.kind === code)?.people ?? 0)}
                            </td>
                          ))}
                          <td>
                            <b>{number(category.people)}</b>
                          </td>
                        </tr>
                      ))}
                      <tr>
                        <th scope="row">{t('helpDesk.peopleInAll')}</th>
                        {kinds.map((kind) => (
                          <td key={kind.code}>
                            <b>{number(kind.people)}</b>
                          </td>
                        ))}
                        <td>
                          <b>{number(people)}</b>
                        </td>
                      </tr>
                    </tbody>
                  </table>
                </div>
                <Text size="sm">{t('helpDesk.countedOnce')}</Text>
                <table className={classes.table}>
                  <caption>{t('helpDesk.byDay')}</caption>
                  <tbody>
                    {days.toReversed().map(({ day, people: n }) => (
                      <tr key={day}>
                        <th scope="row">{date(day)}</th>
                        <td>{number(n)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </>
            )}
          </Stack>
        )}
      </Shown>
    </Page>
  );
}

function Figure({ word, value }: { word: string; value: string }) {
  return (
    <div>
      <Title order={2} size="h2" className="figures">
        {value}
      </Title>
      <Text>{word}</Text>
    </div>
  );
}
