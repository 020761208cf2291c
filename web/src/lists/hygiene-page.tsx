import { readHygiene } from '@kshem/contract/intake.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { Group, Text, TextInput } from '@mantine/core';
import type { Reply } from '../api/client.ts';
import { given } from '../api/given.ts';
import { useAsk } from '../api/use-ask.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import classes from './lists.module.css';
import type { HygieneSearch } from './lists-search.ts';
import { ListsTabs } from './lists-tabs.tsx';
import { SourceFilter } from './source-filter.tsx';

/** How clean the lists of each office are, to be shown to that office. */
export function HygienePage() {
  const { t } = useWords();
  const today = localDate(new Date(), useZone());
  const { search, change } = useFilters<HygieneSearch>();
  const { from = addDays(today, -30), to = today } = search;
  const asked = useAsk(readHygiene, { query: { from, to, ...given({ source: search.source }) } }, { keepBefore: true });
  return (
    <Page title={t('lists.tabs.hygiene')}>
      <ListsTabs />
      <Group gap="sm" align="flex-end">
        <SourceFilter value={search.source} onChange={(source) => change({ source })} />
        <TextInput
          type="date"
          size="xs"
          mb="xs"
          label={t('lists.from')}
          max={to}
          value={from}
          onChange={({ currentTarget }) => change({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          size="xs"
          mb="xs"
          label={t('lists.to')}
          max={today}
          value={to}
          onChange={({ currentTarget }) => change({ to: currentTarget.value })}
        />
      </Group>
      <Shown asked={asked}>
        {({ sources }) =>
          sources.length === 0 ? (
            <Empty title={t('lists.noListsThen')} />
          ) : (
            sources.map((source) => <Source key={source.sourceCode} source={source} />)
          )
        }
      </Shown>
    </Page>
  );
}

type SourceHygiene = Reply<typeof readHygiene>['sources'][number];

function Source({ source }: { source: SourceHygiene }) {
  const { t, say, number, percent } = useWords();
  const share = source.rows === 0 ? 0 : source.rejected / source.rows;
  return (
    <section className={`${classes.card} ${classes.section}`} aria-label={source.sourceCode}>
      <Text component="h2" fw={600}>
        {source.sourceCode}
      </Text>
      <Text size="sm">
        {t('lists.hygieneLine', {
          lists: number(source.lists),
          rows: number(source.rows),
          rejected: number(source.rejected),
          share: percent(share),
          duplicates: number(source.suspectedDuplicates),
        })}
      </Text>
      <Trend trend={source.trend} />
      {source.problems.length > 0 && (
        <section
          className={`${classes.scroll} ${classes.section}`}
          tabIndex={0}
          aria-label={t('lists.problemsOf', { source: source.sourceCode })}
        >
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col" data-numeric>
                  {t('lists.rows')}
                </th>
                <th scope="col" data-numeric>
                  {t('lists.share')}
                </th>
                <th scope="col">{t('lists.problem')}</th>
                <th scope="col">{t('lists.kindOfCare')}</th>
              </tr>
            </thead>
            <tbody>
              {source.problems.map(({ code, class: kind, message, rows }) => (
                <tr key={code}>
                  <td data-numeric>{number(rows)}</td>
                  <td data-numeric>{percent(source.rows === 0 ? 0 : rows / source.rows)}</td>
                  <td>{say(message)}</td>
                  <td>{t(`lists.care.${kind as 'phone'}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** Each list as a bar, its rejected rows at the foot in red; the same in words for those who do not see it. */
function Trend({ trend }: { trend: SourceHygiene['trend'] }) {
  const { t, number, date } = useWords();
  const most = Math.max(1, ...trend.map(({ rows }) => rows));
  const spoken = trend.map(({ listOn, rows, rejected }) =>
    t('lists.trendPoint', { date: date(listOn), rows: number(rows), rejected: number(rejected) }),
  );
  if (trend.length < 2) return null;
  return (
    <div className={classes.bars} role="img" aria-label={spoken.join('; ')}>
      {trend.map(({ listOn, rows, rejected }, index) => (
        <div
          key={`${listOn} ${index}`}
          className={classes.bar}
          style={{ height: `${(rows / most) * 100}%` }}
          title={spoken[index]}
        >
          <div className={classes.bad} style={{ height: `${rows === 0 ? 0 : (rejected / rows) * 100}%` }} />
        </div>
      ))}
    </div>
  );
}
