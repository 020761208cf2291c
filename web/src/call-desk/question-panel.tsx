import { wasAsked } from '@kshem/domain/questionnaire/next-question.ts';
import type { Answer, Informant, Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { Text } from '@kshem/domain/text.ts';
import { NativeSelect } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Language } from '../i18n/start-languages.ts';
import { useWords } from '../i18n/use-words.ts';
import { AnswerField } from './answer-field.tsx';
import { answerWords } from './answer-words.ts';
import classes from './call-desk.module.css';
import type { Asked } from './desk-state.ts';
import { KeyButton } from './key-button.tsx';
import type { Action, Mode } from './keys.ts';
import type { Doubt } from './read-typed.ts';
import { asksWhoSpeaks, focusedOn, progress, questionsOf, type Said } from './said.ts';

export type Asking = Asked & { readonly said: Said };

export type QuestionProps = {
  readonly asked: Asking;
  readonly item: Item;
  readonly mode: Mode;
  readonly speak: Language;
  readonly doubt: Doubt | null;
  readonly onAct: (action: Action, sign?: string) => void;
  readonly onSaid: (said: Said) => void;
};

/** One question: what to read aloud in the person's language, how to measure, what was said last time, and the keys to answer with. */
export function QuestionPanel(props: QuestionProps) {
  const { asked, item, mode, speak, onAct, onSaid } = props;
  const words = useWords();
  const { t, say } = words;
  const spoken = (text: Text) => text[speak] || text.hi || text.en;
  const before = lastAnswerTo(asked, item);
  const answer = asked.said.answers[item.linkId];
  const box = useRef<HTMLElement>(null);
  // Each question takes the focus, so that keys answer it and it is read to those who do not see it.
  useEffect(() => {
    const field = box.current?.querySelector<HTMLElement>('[data-answer]');
    (field ?? box.current)?.focus();
  }, [item.linkId]);
  return (
    <section ref={box} tabIndex={-1} className={classes.question} aria-labelledby="desk-question">
      <Progress {...props} />
      <h2 id="desk-question" className={classes.script} lang={speak}>
        {spoken(item.text)}
      </h2>
      {item.tip && (
        <p className={classes.tip}>
          <strong>{t('desk.tip')}</strong> {say(item.tip)}
        </p>
      )}
      <AnswerField {...props} spoken={spoken} before={before} />
      {before && <p className={classes.before}>{t('desk.lastAnswer', { answer: answerWords(item, before, words) })}</p>}
      <div className={classes.deeds}>
        <KeyButton size="xs" action="unknown" mode={mode} onAct={onAct} aria-pressed={isAbsent(answer, 'unknown')} />
        <KeyButton size="xs" action="refused" mode={mode} onAct={onAct} aria-pressed={isAbsent(answer, 'refused')} />
        {before && mayRepeat(item) && <KeyButton size="xs" action="sameAsLast" mode={mode} onAct={onAct} />}
        <span className={classes.gap} />
        <KeyButton size="xs" action="back" mode={mode} onAct={onAct} />
        <KeyButton size="xs" action="forward" mode={mode} onAct={onAct} />
      </div>
      {!questionsOf(asked.checkIn.questionnaire, asked.said).some(asksWhoSpeaks) && (
        <WhoSpeaks said={asked.said} onSaid={onSaid} />
      )}
    </section>
  );
}

/** A measurement is of today: the last one is shown and never taken over. */
export function mayRepeat({ type }: Item): boolean {
  return type === 'boolean' || type === 'choice' || type === 'open-choice';
}

/** What was said to the question on the last call of this episode. */
export function lastAnswerTo({ card, checkIn }: Asked, { linkId }: Item): Answer | null {
  const last = card.lastAnswers.find(({ episodeId }) => episodeId === checkIn.episodeId);
  const answer = last?.answers[linkId] as Answer | undefined;
  return answer && !('absent' in answer) ? answer : null;
}

function isAbsent(answer: Answer | undefined, why: 'unknown' | 'refused'): boolean {
  return answer !== undefined && 'absent' in answer && answer.absent === why;
}

/** Where one is: a mark for each question, to go back to any of them. */
function Progress({ asked, item, speak, onAct, onSaid }: QuestionProps) {
  const { t, say, number } = useWords();
  const { said, checkIn } = asked;
  const group = checkIn.questionnaire.item.find((one) => one.item?.some(({ linkId }) => linkId === item.linkId));
  const done = progress(said, checkIn.questionnaire);
  return (
    <div className={classes.progress}>
      <span className={classes.progressLine}>
        <span className={classes.small}>
          {group && `${say(group.text)} · `}
          {t('desk.progress', { asked: number(done.asked), of: number(done.of) })}
        </span>
        <KeyButton
          action="speak"
          mode="asking"
          onAct={onAct}
          size="compact-xs"
          label={t(speak === 'hi' ? 'desk.speakEn' : 'desk.speakHi')}
        />
      </span>
      <span className={classes.marks}>
        {questionsOf(checkIn.questionnaire, said).map((one) => {
          const asked = wasAsked(said.answers, one.linkId);
          return (
            <button
              key={one.linkId}
              type="button"
              tabIndex={-1}
              className={classes.mark}
              data-asked={asked || undefined}
              data-absent={(asked && 'absent' in (said.answers[one.linkId] ?? {})) || undefined}
              aria-current={one.linkId === item.linkId ? 'step' : undefined}
              aria-label={say(one.text)}
              title={say(one.text)}
              onClick={() => onSaid(focusedOn(said, one.linkId))}
            />
          );
        })}
      </span>
    </div>
  );
}

const informants: readonly Informant['kind'][] = ['self', 'caregiver', 'family', 'neighbour'];

/** For versions that do not ask it: answers about pain from somebody else are marked second-hand. */
function WhoSpeaks({ said, onSaid }: { said: Said; onSaid: (said: Said) => void }) {
  const { t } = useWords();
  return (
    <NativeSelect
      size="xs"
      label={t('desk.whoSpeaks')}
      value={said.informant.kind}
      data={informants.map((value) => ({ value, label: t(`desk.informant.${value}`) }))}
      onChange={({ currentTarget }) =>
        onSaid({ ...said, informant: { ...said.informant, kind: currentTarget.value as Informant['kind'] } })
      }
    />
  );
}
