import { exportLedger } from '@kshem/contract/exports.ts';
import { readClosedDay } from '@kshem/contract/reports.ts';
import { Alert, Anchor, Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { CloseDayDialog } from './close-day-dialog.tsx';
import { DayFigures } from './day-figures.tsx';
import { LedgerList } from './ledger-list.tsx';
import type { ClosedDaySearch } from './reports-search.ts';
import { Revisions } from './revisions.tsx';
import { useReportWords } from './use-report-words.ts';

/** One closed day of a programme: what it came to, why, who, and how often it was corrected. */
export function ClosedDayPage() {
  const { t } = useWords();
  const { day } = useParams({ strict: false }) as { day: string };
  const { search, change } = useFilters<ClosedDaySearch>();
  const { programmes } = useReportWords();
  const programmeId = search.programmeId ?? programmes[0]?.programmeId;
  if (programmeId === undefined) return <Empty title={t('reports.none')} />;
  return <Day day={day} programmeId={programmeId} search={search} change={change} />;
}

type Props = {
  readonly day: string;
  readonly programmeId: string;
  readonly search: ClosedDaySearch;
  readonly change: (part: ClosedDaySearch) => void;
};

function Day({ day, programmeId, search, change }: Props) {
  const { t, date, number } = useWords();
  const may = useMay();
  const { programme } = useReportWords();
  const asked = useAsk(readClosedDay, { params: { day }, query: { programmeId } });
  const [correcting, setCorrecting] = useState(false);
  const { programmeId: _, ...filters } = search;
  return (
    <Page
      title={t('reports.dayTitle', { day: date(day), programme: programme(programmeId) })}
      actions={
        <>
          {may('ledger.read') && (
            <ExportButton endpoint={exportLedger} params={{ day }} query={{ programmeId, ...given(filters) }} />
          )}
          {may('day.close') && (
            <Button size="compact-sm" variant="default" onClick={() => setCorrecting(true)}>
              {t('reports.closeAgain')}
            </Button>
          )}
        </>
      }
    >
      <Anchor component={Link} to="/reports" size="sm" td="underline">
        {t('reports.back')}
      </Anchor>
      <Shown asked={asked}>
        {({ items }) => {
          const last = items.at(-1);
          const shown = items.find(({ revision }) => revision === search.revision) ?? last;
          if (!shown || !last) return null;
          return (
            <>
              {shown.revision !== last.revision && (
                <Alert color="orange" variant="light" my="xs">
                  {t('reports.old', { number: number(last.revision) })}{' '}
                  <button type="button" className="plain-button" onClick={() => change({ revision: undefined })}>
                    {t('reports.showLast')}
                  </button>
                </Alert>
              )}
              <DayFigures totals={shown.totals} search={search} change={change} />
              <Revisions items={items} shown={shown.revision} onShow={(revision) => change({ revision })} />
              {may('ledger.read') && (
                <LedgerList day={day} programmeId={programmeId} totals={shown.totals} search={search} change={change} />
              )}
            </>
          );
        }}
      </Shown>
      {correcting && <CloseDayDialog of={{ day, programmeId }} onClose={() => setCorrecting(false)} />}
    </Page>
  );
}
