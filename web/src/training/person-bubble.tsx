import type { Answer, Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { answerWords } from '../call-desk/answer-words.ts';
import type { Phase } from '../call-desk/desk-state.ts';
import type { Asking } from '../call-desk/question-panel.tsx';
import { itemOf } from '../call-desk/said.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Coach, Decision, PracticeCall } from './practice-case.ts';
import { isAsUrgent, type Now, type PracticeSession } from './practice-session.ts';
import classes from './training.module.css';

type Props = {
  readonly session: PracticeSession;
  readonly coach?: Coach | undefined;
  readonly asking: Asking;
  readonly phase: Phase;
};

/** What the practice person says to the question in focus; asked again, they say more. Above it, in the tour, what to do now. */
export function PersonBubble({ session, coach, asking, phase }: Props) {
  const { t } = useWords();
  const now = useSyncExternalStore(session.subscribe, session.now);
  const focus = phase === 'asking' ? asking.said.focus : null;
  const asks = phase === 'asking' || phase === 'summary';
  useEffect(() => {
    if (asks) session.focused(focus);
  }, [session, asks, focus]);
  if (!now) return null;
  return (
    <div className={classes.beside}>
      {coach && <CoachLine coach={coach} phase={phase} focus={focus} />}
      <section className={classes.bubble} aria-label={t('training.heard')} aria-live="polite">
        {phase === 'calling' && <Heard now={now} />}
        {phase === 'asking' && focus !== null && <Reply session={session} now={now} asking={asking} linkId={focus} />}
        {asks && <Again now={now} asking={asking} />}
      </section>
      {asks && now.call.decision && isAsUrgent(now.judgement, now.call.decision.from) && (
        <Decide decision={now.call.decision} decided={now.log.decided} onDecide={session.decide} />
      )}
    </div>
  );
}

function CoachLine({ coach, phase, focus }: { coach: Coach; phase: Phase; focus: string | null }) {
  const { t, say } = useWords();
  const step =
    phase === 'ready' || phase === 'placing'
      ? coach.ready
      : phase === 'calling'
        ? coach.calling
        : phase === 'summary'
          ? coach.summary
          : focus === null
            ? undefined
            : coach.questions[focus];
  if (!step) return null;
  return (
    <p className={classes.coach} role="note">
      <strong>{t('training.coach')}</strong> {say(step)}
    </p>
  );
}

function Heard({ now }: { now: Now }) {
  const { say } = useWords();
  const { answered, heard } = now.call.rings;
  return <p className={answered ? classes.speech : classes.noise}>{say(heard)}</p>;
}

/** What they say so far; each further asking brings the next thing they have to say. */
function Reply({ session, now, asking, linkId }: { session: PracticeSession; now: Now; asking: Asking; linkId: string }) {
  const words = useWords();
  const { t, say } = words;
  const item = itemOf(asking.checkIn.questionnaire, linkId);
  if (!item) return null;
  const says = now.call.replies[linkId]?.says ?? [];
  const askedAgain = now.log.askedAgain.filter((one) => one === linkId).length;
  const shown = says.slice(0, askedAgain + 1);
  // Asked once more than they have to say; until then nothing tells who has more to say.
  const saidAll = askedAgain >= Math.max(1, says.length);
  const plain = says.length === 0 ? plainWords(item, now.call, words) : null;
  return (
    <>
      {plain !== null && <p className={classes.speech}>{plain}</p>}
      {shown.map((line) => (
        <p key={line.en} className={classes.speech}>
          {say(line)}
        </p>
      ))}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => session.askAgain(linkId)} disabled={saidAll}>
          {t('training.askAgain')}
        </Button>
        {saidAll && <Text size="xs">{t('training.saidAll')}</Text>}
      </Group>
    </>
  );
}

/** Somebody who has nothing special to say to a question answers it as it is; a question that does not fit them puzzles them. */
function plainWords(item: Item, { truth }: PracticeCall, words: ReturnType<typeof useWords>): string {
  const answer: Answer | undefined = truth.kind === 'answers' ? truth.answers[item.linkId] : undefined;
  if (!answer) return words.t('training.puzzled');
  if ('absent' in answer) return words.t('training.doesNotKnow');
  if (typeof answer.value === 'boolean') return answer.value ? words.t('training.yes') : words.t('training.no');
  return answerWords(item, answer, words);
}

/** What the machine shows each time it is put on again, once the rules ask for it. */
function Again({ now, asking }: { now: Now; asking: Asking }) {
  const { t, number } = useWords();
  const wanted = (now.judgement?.remeasure ?? []).map(({ linkId }) => linkId);
  const lines = [...new Set(wanted)].flatMap((linkId) => {
    const taken = asking.said.readings.filter((one) => one.linkId === linkId).length;
    const value = now.call.again?.[linkId]?.[taken];
    return value === undefined ? [] : [{ linkId, value }];
  });
  return lines.map(({ linkId, value }) => (
    <p key={linkId} className={classes.noise}>
      {t('training.measuredAgain', { value: number(value) })}
    </p>
  ));
}

function Decide({
  decision,
  decided,
  onDecide,
}: {
  decision: Decision;
  decided: string | null;
  onDecide: (code: string) => void;
}) {
  const { t, say } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const taken = decision.options.find(({ code }) => code === decided);
  if (taken) {
    return (
      <p className={classes.coach} role="status">
        <strong>{t('training.youDecided')}</strong> {say(taken.says)}
      </p>
    );
  }
  return (
    <div className={classes.decision}>
      <Radio.Group label={say(decision.asks)} value={chosen} onChange={setChosen}>
        <Stack gap={6} mt={4}>
          {decision.options.map(({ code, says }) => (
            <Radio key={code} value={code} label={say(says)} />
          ))}
        </Stack>
      </Radio.Group>
      <Button size="compact-md" mt="xs" disabled={chosen === null} onClick={() => chosen !== null && onDecide(chosen)}>
        {t('training.decide')}
      </Button>
    </div>
  );
}
