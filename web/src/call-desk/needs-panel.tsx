import { Kbd } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { Judgement } from './desk-port.ts';
import { KeyButton } from './key-button.tsx';
import { type Action, type Mode, optionKeys } from './keys.ts';
import { needTitle } from './open-promises.tsx';
import type { Asking } from './question-panel.tsx';
import { needsInAnswers, needToggled, type Said } from './said.ts';

const NeedForm = lazy(() => import('./need-form.tsx').then((part) => ({ default: part.NeedForm })));

type Props = {
  readonly asked: Asking;
  readonly judgement: Judgement | null;
  readonly mode: Mode;
  /** The list of all kinds is open; its keys choose. */
  readonly open: boolean;
  readonly now: () => Date;
  readonly onAct: (action: Action, sign?: string) => void;
  readonly onSaid: (said: Said) => void;
};

/** What they lack: chosen by one key, with what the kind asks, and what the person is told; what the rules ask for by themselves is named. */
export function NeedsPanel({ asked, judgement, mode, open, now, onAct, onSaid }: Props) {
  const { t, say } = useWords();
  const { said, checkIn, card } = asked;
  const chosen = chosenNeeds(said, checkIn.questionnaire);
  const byRule = (judgement?.needs ?? []).filter(({ kind, ruleId }) => ruleId !== null && !chosen.includes(kind));
  const waiting = card.needs.filter(({ status }) => status !== 'fulfilled').map(({ kind }) => kind);
  const kindOf = (code: string) => checkIn.needKinds.find((kind) => kind.code === code);
  const byCode = [...chosen, ...byRule.map(({ kind }) => kind)].some(
    (kind) => kindOf(kind)?.proof === 'code' && !waiting.includes(kind),
  );
  return (
    <section className={classes.box} aria-labelledby="desk-needs">
      <div className={classes.deeds}>
        <h3 id="desk-needs" className={classes.heading}>
          {t('desk.needs')}
        </h3>
        <span className={classes.gap} />
        <KeyButton action={open ? 'close' : 'needs'} mode={open ? 'needs' : mode} onAct={onAct} size="compact-sm" />
      </div>
      {byCode && (
        <p className={classes.tell}>
          {t('desk.tellCode')} <strong className={classes.digits}>{said.deliveryCode}</strong>
        </p>
      )}
      <Suspense>
        {chosen.map((kind) => (
          <NeedForm
            key={kind}
            kind={kind}
            known={kindOf(kind)}
            checkIn={checkIn}
            said={said}
            waitedFor={waiting.includes(kind)}
            now={now}
            onSaid={onSaid}
            onRemove={() => onSaid(needToggled(said, checkIn.questionnaire, kind, now()))}
          />
        ))}
      </Suspense>
      {byRule.map(({ kind, ruleId }) => (
        <p key={kind} className={classes.small}>
          {t('desk.needByRule', { need: needTitle(kind, checkIn, say), rule: ruleId ?? '' })}
        </p>
      ))}
      {chosen.length + byRule.length === 0 && !open && <p className={classes.small}>{t('desk.noNeeds')}</p>}
      {open && (
        <div className={classes.chips}>
          {checkIn.needKinds.map(({ code, title }, index) => (
            <button
              key={code}
              type="button"
              className={classes.chip}
              aria-pressed={chosen.includes(code)}
              aria-keyshortcuts={optionKeys[index]}
              onClick={() => onAct('need', optionKeys[index])}
            >
              <Kbd className={classes.key}>{optionKeys[index]}</Kbd> {say(title)}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

/** What was asked for by answer or by hand, each once. */
export function chosenNeeds(said: Said, questionnaire: Asking['checkIn']['questionnaire']): readonly string[] {
  return [...new Set([...needsInAnswers(said, questionnaire), ...Object.keys(said.needs)])];
}
