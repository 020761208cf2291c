import { type Outcome, outcomeText } from '@kshem/domain/episode/outcome.ts';
import { Badge, Button, Group, Text } from '@mantine/core';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { badgeColours } from '../ui/badge-colours.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import { useNow } from '../ui/use-now.ts';
import classes from './people.module.css';
import type { PersonDo } from './person-dialogs.tsx';
import type { Card } from './person-page.tsx';

export type Episode = Card['episodes'][number];

/** Each follow-up of the person, those that go on first, with what can be done with it. */
export function EpisodeCards({ card, onDo }: { card: Card; onDo: (doing: PersonDo) => void }) {
  const { t } = useWords();
  return (
    <section className={classes.card} aria-labelledby="people-episodes">
      <h2 id="people-episodes" className={classes.heading}>
        {t('people.episodes')}
      </h2>
      {card.episodes.length === 0 && <Text size="sm">{t('people.noEpisodes')}</Text>}
      <ul className={classes.list}>
        {card.episodes.map((episode) => (
          <li key={episode.episodeId} className={classes.line}>
            <OneEpisode episode={episode} />
            {episode.status !== 'ended' && <EpisodeActions episode={episode} onDo={onDo} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneEpisode({ episode }: { episode: Episode }) {
  const { t, say, date, dateTime, fromNow, number } = useWords();
  const now = useNow();
  const { status, outcome, lastLevel, lastAnsweredAt, nextContactAt } = episode;
  const facts = [
    t('people.since', { date: date(episode.openedOn) }),
    episode.onsetOn && t('people.onset', { date: date(episode.onsetOn) }),
    episode.sampleOn && t('people.sample', { date: date(episode.sampleOn) }),
    status !== 'ended' && t('people.dayOfIllness', { day: number(episode.dayOfIllness) }),
    status !== 'ended' && t('people.dayOfFollowUp', { day: number(episode.dayOfFollowUp), of: number(episode.lastDay) }),
    t('people.version', { version: episode.version }),
  ];
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>{say(episode.title)}</Text>
        <Badge color={status === 'active' ? badgeColours.good : badgeColours.quiet}>{t(`people.status.${status}`)}</Badge>
        {lastLevel && <LevelBadge level={lastLevel} />}
        {episode.highRisk && <Badge color="red.9">{t('people.highRisk')}</Badge>}
      </Group>
      <Text size="sm">{facts.filter(Boolean).join(' · ')}</Text>
      {status === 'ended' ? (
        <Text size="sm">
          {outcome !== null && outcome in outcomeText ? say(outcomeText[outcome as Outcome]) : outcome}
          {episode.endedAt && ` · ${dateTime(episode.endedAt)}`}
        </Text>
      ) : (
        <Text size="sm">
          {lastAnsweredAt ? t('people.lastAnswered', { when: fromNow(lastAnsweredAt, now) }) : t('people.neverAnswered')}
          {nextContactAt && ` · ${t('people.nextContact', { when: dateTime(nextContactAt) })}`}
          {episode.mayEnd && ` · ${t('people.mayEnd')}`}
        </Text>
      )}
    </>
  );
}

function EpisodeActions({ episode, onDo }: { episode: Episode; onDo: (doing: PersonDo) => void }) {
  const { t } = useWords();
  const may = useMay();
  return (
    <Group gap="xs" mt={6}>
      {may('episode.pause') && episode.status === 'active' && (
        <Button size="compact-sm" variant="default" onClick={() => onDo({ kind: 'pause', episode })}>
          {t('people.pause')}
        </Button>
      )}
      {may('episode.pause') && episode.status === 'paused' && (
        <Button size="compact-sm" variant="default" onClick={() => onDo({ kind: 'resume', episode })}>
          {t('people.resume')}
        </Button>
      )}
      {may('episode.end') && (
        <Button size="compact-sm" variant="default" onClick={() => onDo({ kind: 'close', episode })}>
          {t('people.closeEpisode')}
        </Button>
      )}
    </Group>
  );
}
