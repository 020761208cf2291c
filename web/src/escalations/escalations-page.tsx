import { acknowledgeEscalation, listEscalations } from '@kshem/contract/escalations.ts';
import { exportEscalations } from '@kshem/contract/exports.ts';
import { levels } from '@kshem/domain/protocol/protocol.ts';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useMay } from '../api/use-me.ts';
import { usePages } from '../api/use-pages.ts';
import { useSend } from '../api/use-send.ts';
import { DutyBar } from '../doctor/duty-bar.tsx';
import { FollowUps } from '../doctor/follow-ups.tsx';
import { useWords } from '../i18n/use-words.ts';
import { LateRing } from '../shifting/late-ring.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { FilterFold } from '../ui/filter-fold.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Page } from '../ui/page.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { useTell } from '../ui/use-tell.ts';
import { HandBackDialog, HistoryDialog, ResolveDialog } from './escalation-dialogs.tsx';
import type { EscalationsSearch } from './escalations-search.ts';
import { MayEndList } from './may-end-list.tsx';
import { RedRing } from './red-ring.tsx';
import { type Escalation, type Move, useEscalationColumns } from './use-escalation-columns.tsx';

const views = ['waiting', 'follow-ups', 'resolved', 'may-end'] as const;
/** Views that not everybody who sees escalations may ask for. */
const needs = { 'follow-ups': 'consultation.record', 'may-end': 'episode.end' } as const;

/** What somebody senior must act on: red first, in it whoever has waited longest; and the follow-ups that a doctor may end. */
export function EscalationsPage() {
  const { t } = useWords();
  const may = useMay();
  const { search, change } = useFilters<EscalationsSearch>();
  const show = search.show ?? 'waiting';
  return (
    <Page
      title={t('place.escalations')}
      actions={
        (show === 'waiting' || show === 'resolved') && <ExportButton endpoint={exportEscalations} query={queryOf(search)} />
      }
    >
      {may('escalation.resolve') && <RedRing />}
      <LateRing link />
      <DutyBar />
      <Group gap="xs" mb="sm" role="group" aria-label={t('escalations.view')}>
        {views
          .filter((view) => !(view in needs) || may(needs[view as keyof typeof needs]))
          .map((view) => (
            <Button
              key={view}
              size="compact-md"
              variant={view === show ? 'filled' : 'default'}
              aria-pressed={view === show}
              onClick={() => change({ show: view === 'waiting' ? undefined : view, status: undefined })}
            >
              {t(`escalations.show.${view}`)}
            </Button>
          ))}
      </Group>
      {show === 'may-end' && <MayEndList />}
      {show === 'follow-ups' && <FollowUps />}
      {(show === 'waiting' || show === 'resolved') && <EscalationList search={search} change={change} />}
    </Page>
  );
}

function queryOf({ show, level, unit, status }: EscalationsSearch) {
  return given({ level, ownerUnit: unit, status: show === 'resolved' ? ('resolved' as const) : status });
}

function EscalationList({ search, change }: { search: EscalationsSearch; change: (part: EscalationsSearch) => void }) {
  const { t } = useWords();
  const tell = useTell();
  const [doing, setDoing] = useState<{ escalation: Escalation; move: Move } | null>(null);
  const acknowledge = useSend(acknowledgeEscalation);
  const resolved = search.show === 'resolved';
  const list = usePages(listEscalations, { query: queryOf(search) });
  const columns = useEscalationColumns((escalation, move) => {
    if (move !== 'acknowledge') return setDoing({ escalation, move });
    const params = { escalationId: escalation.escalationId };
    return acknowledge.mutate({ params }, { onSuccess: () => tell.done(t('escalations.acknowledged')) });
  });
  const close = () => setDoing(null);
  return (
    <>
      <Filters search={search} change={change} resolved={resolved} />
      <PagedTable
        label={t('place.escalations')}
        list={list}
        columns={columns}
        keyOf={({ escalationId }) => escalationId}
        height="calc(100dvh - 15.5rem)"
        empty={<Empty title={resolved ? t('escalations.noneResolved') : t('escalations.none')} />}
      />
      {doing?.move === 'resolve' && <ResolveDialog escalation={doing.escalation} onClose={close} />}
      {doing?.move === 'hand-back' && <HandBackDialog escalation={doing.escalation} onClose={close} />}
      {doing?.move === 'history' && <HistoryDialog escalation={doing.escalation} onClose={close} />}
    </>
  );
}

function Filters({
  search,
  change,
  resolved,
}: {
  search: EscalationsSearch;
  change: (part: EscalationsSearch) => void;
  resolved: boolean;
}) {
  const { t } = useWords();
  return (
    <FilterFold chosen={Object.keys(given({ ...search, show: undefined })).length}>
      <FilterSelect
        label={t('escalations.level')}
        value={search.level}
        choices={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
        onChange={(level) => change({ level: level as EscalationsSearch['level'] })}
      />
      <FilterSelect
        label={t('escalations.unit')}
        value={search.unit}
        choices={(['doctor', 'supervisor', 'officer'] as const).map((value) => ({ value, label: t(`needs.unit.${value}`) }))}
        onChange={(unit) => change({ unit: unit as EscalationsSearch['unit'] })}
      />
      {!resolved && (
        <FilterSelect
          label={t('escalations.has')}
          value={search.status}
          choices={(['raised', 'acknowledged'] as const).map((value) => ({ value, label: t(`escalations.status.${value}`) }))}
          onChange={(status) => change({ status: status as EscalationsSearch['status'] })}
        />
      )}
    </FilterFold>
  );
}
