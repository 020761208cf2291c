import type { Answered } from '@kshem/contract/endpoint.ts';
import { dryRunVersion, listProgrammes, readProtocol } from '@kshem/contract/programmes.ts';
import { levels, type Protocol } from '@kshem/domain/protocol/protocol.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useAsk } from '../../api/use-ask.ts';
import { useMe } from '../../api/use-me.ts';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { LevelBadge } from '../../ui/level-badge.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Loading, Shown } from '../../ui/states.tsx';
import { useFilters } from '../../ui/use-filters.ts';
import classes from '../settings.module.css';

type DryRun = Answered<typeof dryRunVersion>;

/** A past day's answers under another version: how many would have had another level, and which rules would have said so. */
export function DryRunPage() {
  const { t, say } = useWords();
  const { programmeId } = useParams({ from: '/settings/programmes/$programmeId/dry-run' });
  const { search, change } = useFilters<{ version?: string; day?: string }>();
  const { districts, districtId } = useMe();
  const zone = districts.find(({ id }) => id === districtId)?.timeZone ?? 'Asia/Kolkata';
  const today = localDate(new Date(), zone);
  const programmes = useAsk(listProgrammes);
  const run = useSend(dryRunVersion, { quiet: true });
  return (
    <Shown asked={programmes}>
      {({ items }) => {
        const programme = items.find((one) => one.programmeId === programmeId);
        if (!programme) return <Empty title={t('protocol.noProgrammes')} />;
        const version = search.version ?? programme.version;
        const day = search.day ?? addDays(today, -1);
        return (
          <Page title={t('protocol.dryRunTitle', { title: say(programme.title) })}>
            <Text size="sm" mb="sm">
              {t('protocol.dryRunExplained')}
            </Text>
            <Group align="flex-end" mb="md">
              <TextInput
                type="date"
                label={t('protocol.day')}
                value={day}
                max={today}
                onChange={({ currentTarget }) => change({ day: currentTarget.value })}
              />
              <NativeSelect
                label={t('protocol.version')}
                value={version}
                data={programme.versions.map((one) => one.version)}
                onChange={({ currentTarget }) => change({ version: currentTarget.value })}
              />
              <Button loading={run.isPending} onClick={() => run.mutate({ params: { programmeId }, body: { version, day } })}>
                {t('protocol.tryIt')}
              </Button>
            </Group>
            {run.isPending && <Loading what={t('protocol.trying')} />}
            {run.error && <Failed error={run.error} />}
            {run.data && !run.isPending && <Result result={run.data} programmeId={programmeId} inForce={programme.version} />}
          </Page>
        );
      }}
    </Shown>
  );
}

function Result({ result, programmeId, inForce }: { result: DryRun; programmeId: string; inForce: string }) {
  const { t } = useWords();
  const { submissions, changed, moreUrgent, lessUrgent, version, rows } = result;
  if (submissions === 0) return <Empty title={t('protocol.noAnswersThatDay')} />;
  return (
    <Stack>
      <Text fw={600} role="status">
        {t('protocol.dryRunSaid', { count: submissions, changed, moreUrgent, lessUrgent, version })}
      </Text>
      <Matrix result={result} />
      {rows.length > 0 && <Rows result={result} programmeId={programmeId} inForce={inForce} />}
    </Stack>
  );
}

function Matrix({ result: { matrix } }: { result: DryRun }) {
  const { t, number } = useWords();
  const count = (before: string, after: string) => matrix.find((one) => one.before === before && one.after === after)?.n ?? 0;
  return (
    <section className={classes.scroll} tabIndex={0} aria-label={t('protocol.matrix')}>
      <table className={classes.plainTable}>
        <caption>{t('protocol.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('protocol.was')}</th>
            {levels.map((level) => (
              <th key={level} scope="col">
                {t('protocol.wouldBe', { level: t(`level.${level}`) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.map((before) => (
            <tr key={before}>
              <th scope="row">
                <LevelBadge level={before} />
              </th>
              {levels.map((after) => (
                <td
                  key={after}
                  className="figures"
                  style={{ fontWeight: before !== after && count(before, after) > 0 ? 700 : 400 }}
                >
                  {number(count(before, after))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** More is a list nobody reads; the matrix has them all. */
const shown = 200;

function Rows({ result, programmeId, inForce }: { result: DryRun; programmeId: string; inForce: string }) {
  const { t } = useWords();
  const still = { staleTime: Number.POSITIVE_INFINITY };
  const tried = useAsk(readProtocol, { params: { programmeId, version: result.version } }, still);
  const now = useAsk(readProtocol, { params: { programmeId, version: inForce } }, still);
  const reasonOf = useReasons([tried.data?.protocol as Protocol | undefined, now.data?.protocol as Protocol | undefined]);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('protocol.changedAnswers')}
      </Title>
      {result.rows.length > shown && <Text size="sm">{t('protocol.firstOf', { shown, count: result.rows.length })}</Text>}
      <section className={classes.scroll} tabIndex={0} aria-label={t('protocol.changedAnswers')}>
        <table className={classes.plainTable}>
          <thead>
            <tr>
              <th scope="col">{t('protocol.was')}</th>
              <th scope="col">{t('protocol.becomes')}</th>
              <th scope="col">{t('protocol.gained')}</th>
              <th scope="col">{t('protocol.lost')}</th>
              <th scope="col">{t('protocol.unasked')}</th>
            </tr>
          </thead>
          <tbody>
            {result.rows.slice(0, shown).map(({ id, before, after, gained, lost, unasked }) => (
              <tr key={id}>
                <td>
                  <LevelBadge level={before} />
                </td>
                <td>
                  <LevelBadge level={after} />
                </td>
                <td>{gained.map(reasonOf).join('; ')}</td>
                <td>{lost.map(reasonOf).join('; ')}</td>
                <td>{unasked.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function useReasons(protocols: readonly (Protocol | undefined)[]) {
  const { t, say } = useWords();
  const reasons = new Map(
    protocols.flatMap((protocol) => protocol?.triage.rules.map(({ id, reason }) => [id, say(reason)] as const) ?? []),
  );
  return (id: string) => {
    const reason = reasons.get(id);
    return reason === undefined ? id : t('protocol.ruleTitle', { id, reason });
  };
}
