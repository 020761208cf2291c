import { wasAsked } from '@kshem/domain/questionnaire/next-question.ts';
import { Textarea } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { answerWords } from './answer-words.ts';
import classes from './call-desk.module.css';
import { KeyButton } from './key-button.tsx';
import type { Action, Mode } from './keys.ts';
import { type Asking, lastAnswerTo } from './question-panel.tsx';
import { focusedOn, questionsOf, type Said } from './said.ts';

type Props = {
  readonly asked: Asking;
  readonly mode: Mode;
  readonly saving: boolean;
  readonly onAct: (action: Action) => void;
  readonly onSaid: (said: Said) => void;
};

/** All that was said at one glance, what was left out first; from here it is saved. */
export function SummaryPanel({ asked, mode, saving, onAct, onSaid }: Props) {
  const words = useWords();
  const { t, say } = words;
  const { said, checkIn } = asked;
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const questions = questionsOf(checkIn.questionnaire, said);
  const left = questions.filter(({ linkId, required }) => required && !wasAsked(said.answers, linkId));
  return (
    <section ref={box} tabIndex={-1} className={classes.question} aria-labelledby="desk-summary">
      <h2 id="desk-summary" className={classes.heading}>
        {t('desk.summary')}
      </h2>
      {left.length > 0 && (
        <div className={classes.doubt} role="alert">
          <strong>{t('desk.unasked', { count: left.length })}</strong>
          <ul className={classes.plain}>
            {left.map(({ linkId, text }) => (
              <li key={linkId}>
                <button type="button" className={classes.link} onClick={() => onSaid(focusedOn(said, linkId))}>
                  {say(text)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Textarea
        data-note
        label={t('desk.note')}
        rows={2}
        maxLength={2000}
        value={said.note}
        onChange={({ currentTarget }) => onSaid({ ...said, note: currentTarget.value })}
      />
      <div className={classes.deeds}>
        <KeyButton action="back" mode={mode} onAct={onAct} />
        <span className={classes.gap} />
        <KeyButton action="saveAndPause" mode={mode} onAct={onAct} disabled={saving} />
        <KeyButton action="save" mode={mode} onAct={onAct} variant="filled" loading={saving} />
      </div>
      <dl className={classes.answered}>
        {questions.flatMap((item) => {
          const answer = said.answers[item.linkId];
          if (!answer || !wasAsked(said.answers, item.linkId)) return [];
          const before = lastAnswerTo(asked, item);
          const changed = before !== null && JSON.stringify(before) !== JSON.stringify(answer);
          return (
            <div key={item.linkId}>
              <dt>
                <button type="button" className={classes.link} onClick={() => onSaid(focusedOn(said, item.linkId))}>
                  {say(item.text)}
                </button>
              </dt>
              <dd data-changed={changed || undefined}>
                {answerWords(item, answer, words)}
                {changed && (
                  <span className={classes.small}> ({t('desk.lastAnswer', { answer: answerWords(item, before, words) })})</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
