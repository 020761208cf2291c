import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { allCases } from './cases/all-cases.ts';
import type { PracticeCase } from './practice-case.ts';
import type { Score } from './score-history.ts';
import classes from './training.module.css';

/** The cases, the first call at the head for whoever has not taken it, each with how well it went on this device. */
export function CaseList({ scores, onStart }: { scores: readonly Score[]; onStart: (practice: PracticeCase) => void }) {
  const { t } = useWords();
  return (
    <>
      <Text mb="md" maw={720}>
        {scores.length === 0 ? t('training.welcome') : t('training.about')}
      </Text>
      <ul className={classes.cases}>
        {allCases.map((practice, index) => (
          <Case
            key={practice.id}
            practice={practice}
            scores={scores.filter(({ caseId }) => caseId === practice.id)}
            first={scores.length === 0 && index === 0}
            onStart={() => onStart(practice)}
          />
        ))}
      </ul>
      {scores.length > 0 && <History scores={scores} />}
    </>
  );
}

function Case({
  practice,
  scores,
  first,
  onStart,
}: {
  practice: PracticeCase;
  scores: readonly Score[];
  first: boolean;
  onStart: () => void;
}) {
  const { t, say, number, percent } = useWords();
  const best = scores.length === 0 ? null : Math.max(...scores.map(({ score }) => score));
  return (
    <li className={classes.case} data-first={first || undefined}>
      <Title order={2} size="h5">
        {say(practice.title)}
      </Title>
      <Text size="sm">{say(practice.about)}</Text>
      <footer>
        <Group justify="space-between">
          <Group gap="xs">
            <Text size="xs">{t('training.minutes', { count: practice.minutes, number: number(practice.minutes) })}</Text>
            {practice.calls.length > 1 && (
              <Text size="xs">
                {t('training.calls', { count: practice.calls.length, number: number(practice.calls.length) })}
              </Text>
            )}
            {best !== null && <Badge variant="default">{t('training.best', { score: percent(best / 100) })}</Badge>}
          </Group>
          <Button size="compact-md" variant={first || best === null ? 'filled' : 'default'} onClick={onStart}>
            {t(first ? 'training.startTour' : best === null ? 'training.start' : 'training.again')}
          </Button>
        </Group>
      </footer>
    </li>
  );
}

/** The last ten on this device; nobody else sees them. */
function History({ scores }: { scores: readonly Score[] }) {
  const { t, say, percent, dateTime } = useWords();
  const titleOf = (caseId: string) => allCases.find(({ id }) => id === caseId)?.title ?? { hi: caseId, en: caseId };
  return (
    <section aria-labelledby="training-history">
      <Title order={2} size="h5" mt="lg" mb="xs" id="training-history">
        {t('training.history')}
      </Title>
      <Text size="sm" mb="xs">
        {t('training.onlyHere')}
      </Text>
      <dl className={classes.times}>
        {scores
          .slice(-10)
          .reverse()
          .map(({ caseId, at, score }) => (
            <HistoryLine
              key={at}
              what={t('training.historyLine', { title: say(titleOf(caseId)), time: dateTime(new Date(at)) })}
              score={percent(score / 100)}
            />
          ))}
      </dl>
    </section>
  );
}

function HistoryLine({ what, score }: { what: string; score: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd className="figures">{score}</dd>
    </>
  );
}
