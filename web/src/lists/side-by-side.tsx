import { listProgrammes } from '@kshem/contract/programmes.ts';
import { Badge, Group, Text } from '@mantine/core';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import type { Proposal } from './duplicates-page.tsx';
import classes from './lists.module.css';

type Person = Proposal['people'][number];

/** Both records field by field; what differs is marked by a sign and a ground, and the evidence stands below. */
export function SideBySide({ proposal }: { proposal: Proposal }) {
  const { t, say, number, dateTime } = useWords();
  const [a, b] = proposal.people;
  const words = useFieldWords();
  if (!a || !b) return null;
  return (
    <>
      <section className={classes.scroll} tabIndex={0} aria-label={t('lists.compare')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('lists.what')}</th>
              <th scope="col">{t('lists.firstRecord')}</th>
              <th scope="col">{t('lists.secondRecord')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                {t('people.name')}
                {a.name !== b.name && <Text size="xs">≠ {t('lists.differs')}</Text>}
              </th>
              {[a, b].map((one) => (
                <td key={one.personId} className={a.name === b.name ? '' : classes.differs}>
                  <PersonLink personId={one.personId} name={one.name} />
                </td>
              ))}
            </tr>
            {words.map(({ name, show }) => {
              const shown = [show(a), show(b)] as const;
              const differs = shown[0] !== shown[1];
              return (
                <tr key={name}>
                  <th scope="row">
                    {name}
                    {differs && <Text size="xs">≠ {t('lists.differs')}</Text>}
                  </th>
                  <td className={differs ? classes.differs : ''}>{shown[0]}</td>
                  <td className={differs ? classes.differs : ''}>{shown[1]}</td>
                </tr>
              );
            })}
            <tr>
              <th scope="row">{t('people.followedIn')}</th>
              {[a, b].map((one) => (
                <td key={one.personId}>
                  <Followed person={one} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
      <div className={`${classes.card} ${classes.section}`}>
        <Group gap="xs">
          <Text fw={600}>{t('lists.evidence')}</Text>
          <Badge color="gray.8">{t('lists.score', { score: number(proposal.score) })}</Badge>
          <Text size="xs">{t('lists.proposedAt', { when: dateTime(proposal.proposedAt) })}</Text>
        </Group>
        {proposal.evidence.map(({ code, points, text }) => (
          <Text key={code} size="sm">
            {points < 0 ? '−' : '+'} {say(text)}
          </Text>
        ))}
      </div>
    </>
  );
}

/** The fields that are compared as words. */
function useFieldWords(): readonly { readonly name: string; readonly show: (person: Person) => string }[] {
  const { t, say, number, date } = useWords();
  return [
    {
      name: t('people.ageLabel'),
      show: ({ ageYears }) =>
        ageYears === null
          ? t('people.ageUnknown')
          : t('people.age', { count: Math.floor(ageYears), number: number(Math.floor(ageYears)) }),
    },
    { name: t('people.sexLabel'), show: ({ sex }) => (sex === null ? t('people.notKnown') : t(`people.sex.${sex}`)) },
    { name: t('ui.area'), show: ({ area }) => say(area) },
    { name: t('people.address'), show: ({ address }) => address ?? '—' },
    {
      name: t('lists.numbersOfLists'),
      show: ({ identifiers }) =>
        Object.entries(identifiers)
          .map(([system, value]) => `${system.toUpperCase()} ${value}`)
          .join(', ') || '—',
    },
    { name: t('lists.onRecordSince'), show: ({ createdAt }) => date(createdAt) },
  ];
}

function Followed({ person }: { person: Person }) {
  const { t, say, date } = useWords();
  const programmes = useAsk(listProgrammes, undefined, { staleTime: 300_000 }).data?.items ?? [];
  if (person.openEpisodes.length === 0) return <>{t('people.notFollowed')}</>;
  return (
    <>
      {person.openEpisodes.map(({ programmeId, openedOn, lastLevel }) => {
        const title = programmes.find((one) => one.programmeId === programmeId)?.title;
        return (
          <Group key={programmeId} gap="xs">
            <Text size="sm">
              {title ? say(title) : programmeId} · {t('people.since', { date: date(openedOn) })}
            </Text>
            {lastLevel && <LevelBadge level={lastLevel} />}
          </Group>
        );
      })}
    </>
  );
}
