import { type Disposition, dispositions } from '@kshem/domain/attempt/disposition.ts';
import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import type { Answer } from '@kshem/domain/questionnaire/questionnaire.ts';
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { answerWords } from '../call-desk/answer-words.ts';
import { useWords } from '../i18n/use-words.ts';
import { allCases } from './cases/all-cases.ts';
import type { Check, Feedback, Spent } from './judge-session.ts';
import type { PracticeCase } from './practice-case.ts';
import classes from './training.module.css';

type Props = {
  readonly practice: PracticeCase;
  readonly protocol: Protocol;
  readonly feedback: Feedback;
  readonly onStart: (practice: PracticeCase) => void;
  readonly onList: () => void;
};

/** What was missed and why it mattered, what went well, and where the time went. */
export function FeedbackView({ practice, protocol, feedback, onStart, onList }: Props) {
  const { t, percent, number } = useWords();
  const missed = feedback.checks.filter(({ right }) => !right);
  const right = feedback.checks.length - missed.length;
  const next = allCases[allCases.findIndex(({ id }) => id === practice.id) + 1];
  return (
    <Stack gap="md">
      <Group gap="xl">
        <div>
          <Text size="sm">{t('training.score')}</Text>
          <div className={`${classes.score} figures`}>{percent(feedback.score / 100)}</div>
        </div>
        <Text>
          {t('training.rightOf', {
            right: number(right),
            of: number(feedback.checks.length),
            minutes: minutesOf(feedback.seconds),
          })}
        </Text>
      </Group>
      {missed.length === 0 ? (
        <Alert color="green" variant="light" title={t('training.allRight')} />
      ) : (
        <section aria-labelledby="training-missed">
          <Title order={2} size="h5" mb="xs" id="training-missed">
            {t('training.missed', { count: missed.length, number: number(missed.length) })}
          </Title>
          <ul className={classes.checks}>
            {missed.map((check) => (
              <Missed key={keyOf(check)} check={check} practice={practice} protocol={protocol} />
            ))}
          </ul>
        </section>
      )}
      <Times spent={feedback.spent} practice={practice} protocol={protocol} />
      <Group>
        {next && <Button onClick={() => onStart(next)}>{t('training.next')}</Button>}
        <Button variant="default" onClick={() => onStart(practice)}>
          {t('training.tryAgain')}
        </Button>
        <Button variant="default" onClick={onList}>
          {t('training.toList')}
        </Button>
      </Group>
    </Stack>
  );
}

/** 4:05 */
function minutesOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function keyOf(check: Check): string {
  return [check.call, check.what, 'linkId' in check ? check.linkId : '', 'need' in check ? check.need : ''].join(' ');
}

function Missed({ check, practice, protocol }: { check: Check; practice: PracticeCase; protocol: Protocol }) {
  const { t, say, number } = useWords();
  const call = practice.calls[check.call];
  const why = call && whyOf(check, call);
  return (
    <li className={classes.missed}>
      {practice.calls.length > 1 && <Text size="xs">{t('training.callNumber', { number: number(check.call + 1) })}</Text>}
      <Headline check={check} practice={practice} protocol={protocol} />
      {why && <Text size="sm">{say(why)}</Text>}
    </li>
  );
}

function Headline({ check, practice, protocol }: { check: Check; practice: PracticeCase; protocol: Protocol }) {
  const words = useWords();
  const { t, say, number } = words;
  const itemOf = (linkId: string) => allItems(protocol.questionnaire).find((item) => item.linkId === linkId);
  const level = (code: string | null) => (code === null ? t('training.nothing') : t(`level.${code as 'red'}`));
  const outcome = (code: string | null) => {
    const known = dispositions.find((one): one is Disposition => one === code);
    return known ? say(dispositionEffects[known].text) : t('training.nothing');
  };
  if (check.what === 'answer') {
    const item = itemOf(check.linkId);
    const word = (answer: Answer | null) =>
      answer === null || !item ? t('training.notAsked') : answerWords(item, answer, words);
    return (
      <>
        <Text size="sm">{item && say(item.text)}</Text>
        <Text fw={600}>{t('training.youWrote', { said: word(check.said), truth: word(check.truth) })}</Text>
      </>
    );
  }
  if (check.what === 'level')
    return <Text fw={600}>{t('training.levelWas', { said: level(check.said), truth: level(check.truth) })}</Text>;
  if (check.what === 'need') {
    const kind = protocol.needKinds.find(({ code }) => code === check.need);
    return <Text fw={600}>{t('training.needMissed', { need: kind ? say(kind.title) : check.need })}</Text>;
  }
  if (check.what === 'measured-again')
    return <Text fw={600}>{t('training.againMissed', { times: number(check.times), wanted: number(check.wanted) })}</Text>;
  if (check.what === 'outcome')
    return <Text fw={600}>{t('training.outcomeWas', { said: outcome(check.said), truth: outcome(check.truth) })}</Text>;
  if (check.what === 'callback')
    return (
      <Text fw={600}>
        {t('training.callbackWas', { said: check.said ?? t('training.nothing'), from: check.from, to: check.to })}
      </Text>
    );
  const options = practice.calls[check.call]?.decision?.options ?? [];
  const saysOf = (code: string | null) => {
    const option = options.find((one) => one.code === code);
    return option ? say(option.says) : t('training.nothing');
  };
  return <Text fw={600}>{t('training.decisionWas', { said: saysOf(check.said), truth: saysOf(check.truth) })}</Text>;
}

type Call = PracticeCase['calls'][number];

/** What the case itself says of a slip. */
function whyOf(check: Check, { replies, truth, decision }: Call) {
  if (check.what === 'answer') return replies[check.linkId]?.why;
  if (check.what === 'need') return replies.needs?.why;
  if (check.what === 'outcome' || check.what === 'callback') return truth.kind === 'outcome' ? truth.why : undefined;
  if (check.what !== 'decision') return undefined;
  return decision?.options.find(({ code }) => code === (check.said ?? check.truth))?.why;
}

/** The five questions that took longest. */
function Times({ spent, practice, protocol }: { spent: readonly Spent[]; practice: PracticeCase; protocol: Protocol }) {
  const { t, say, number } = useWords();
  const longest = spent.toSorted((a, b) => b.seconds - a.seconds).slice(0, 5);
  if (longest.length === 0) return null;
  return (
    <section aria-labelledby="training-times">
      <Title order={2} size="h5" mb="xs" id="training-times">
        {t('training.times')}
      </Title>
      <dl className={classes.times}>
        {longest.map(({ call, linkId, seconds }) => {
          const item = allItems(protocol.questionnaire).find((one) => one.linkId === linkId);
          const text = item ? say(item.text) : linkId;
          return (
            <TimeLine
              key={`${call} ${linkId}`}
              what={practice.calls.length > 1 ? t('training.callQuestion', { number: number(call + 1), question: text }) : text}
              time={t('training.seconds', { count: seconds, number: number(seconds) })}
            />
          );
        })}
      </dl>
    </section>
  );
}

function TimeLine({ what, time }: { what: string; time: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd className="figures">{time}</dd>
    </>
  );
}
