import { PROBLEMS, type ProblemCode } from '@kshem/domain/intake/problems.ts';
import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAreas } from '../api/use-areas.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import classes from './lists.module.css';
import { type ImportSearch, reportParts } from './lists-search.ts';
import { useReport } from './use-report.ts';
import { type Verdict, verdictColours } from './verdict-colours.ts';

/** What was found row by row, what changed, and who stands in the list no more. */
export function ImportReport({ importId }: { importId: string }) {
  const { t } = useWords();
  const { search, change } = useFilters<ImportSearch>();
  const part = search.part ?? 'rows';
  return (
    <section className={classes.section} aria-labelledby="lists-report">
      <Text component="h2" id="lists-report" fw={600} mb={6}>
        {t('lists.report')}
      </Text>
      <Group gap="xs" mb="xs">
        {reportParts.map((one) => (
          <Button
            key={one}
            size="compact-md"
            variant={one === part ? 'filled' : 'default'}
            aria-pressed={one === part}
            onClick={() => change({ part: one })}
          >
            {t(`lists.part.${one}`)}
          </Button>
        ))}
      </Group>
      {part === 'rows' && <Rows importId={importId} />}
      {part === 'changes' && <Changes importId={importId} />}
      {part === 'vanished' && <Vanished importId={importId} />}
    </section>
  );
}

const height = '32rem';

function Rows({ importId }: { importId: string }) {
  const { t, say, number } = useWords();
  const list = useReport(importId, 'rows', true);
  return (
    <PagedTable
      label={t('lists.part.rows')}
      list={list}
      keyOf={({ rowNumber }) => String(rowNumber)}
      height={height}
      empty={<Empty title={t('lists.noRows')} />}
      columns={[
        { key: 'row', heading: t('lists.rowNumber'), width: '5rem', show: ({ rowNumber }) => number(rowNumber) },
        {
          key: 'verdict',
          heading: t('lists.verdict'),
          width: '1.2fr',
          show: ({ verdict }) => (
            <Badge color={verdictColours[verdict as Verdict] ?? 'gray.8'}>{t(`lists.verdicts.${verdict as Verdict}`)}</Badge>
          ),
        },
        {
          key: 'problems',
          heading: t('lists.problem'),
          width: '3fr',
          show: ({ problems }) =>
            (problems ?? []).map(({ code, column }) => (
              <Text key={`${code} ${column}`} size="sm">
                {column !== null && `${t('lists.columnNumber', { number: number(column + 1) })}: `}
                {code in PROBLEMS ? say(PROBLEMS[code as ProblemCode].message) : code}
              </Text>
            )),
        },
        { key: 'person', heading: t('lists.person'), show: ({ personId }) => <ToPerson personId={personId} /> },
      ]}
    />
  );
}

const changed = ['name', 'ageYears', 'sex', 'phones', 'address', 'areaId', 'conditions', 'sampleOn', 'episode'] as const;

function Changes({ importId }: { importId: string }) {
  const { t } = useWords();
  const { nameOf } = useAreas();
  const list = useReport(importId, 'changes', true);
  const shown = (field: string, value: string | null) =>
    value === null ? t('people.nothingWritten') : field === 'areaId' ? nameOf(Number(value)) : value;
  return (
    <PagedTable
      label={t('lists.part.changes')}
      list={list}
      keyOf={({ personId, field }) => `${personId} ${field}`}
      height={height}
      empty={<Empty title={t('lists.noChanges')} />}
      columns={[
        {
          key: 'field',
          heading: t('lists.what'),
          show: ({ field }) => {
            const known = changed.find((one) => one === field);
            return known ? t(`people.field.${known}`) : field;
          },
        },
        { key: 'before', heading: t('lists.before'), width: '2fr', show: ({ field, before }) => shown(field, before) },
        { key: 'after', heading: t('lists.after'), width: '2fr', show: ({ field, after }) => shown(field, after) },
        { key: 'person', heading: t('lists.person'), show: ({ personId }) => <ToPerson personId={personId} /> },
      ]}
    />
  );
}

function Vanished({ importId }: { importId: string }) {
  const { t } = useWords();
  const list = useReport(importId, 'vanished', true);
  return (
    <>
      <Text size="sm" mb="xs">
        {t('lists.vanishedHint')}
      </Text>
      <PagedTable
        label={t('lists.part.vanished')}
        list={list}
        keyOf={(personId) => personId}
        height={height}
        empty={<Empty title={t('lists.noneVanished')} />}
        columns={[{ key: 'person', heading: t('lists.person'), show: (personId) => <ToPerson personId={personId} /> }]}
      />
    </>
  );
}

/** The report holds no names: who may read people goes to the person's page. */
function ToPerson({ personId }: { personId: string | null }) {
  const { t } = useWords();
  const may = useMay();
  if (personId === null || !may('person.read')) return null;
  return (
    <Anchor component={Link} to={`/people/${personId}`} size="sm" underline="always">
      {t('lists.openPerson')}
    </Anchor>
  );
}
