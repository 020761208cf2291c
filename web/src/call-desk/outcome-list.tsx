import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { Kbd } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { KeyButton } from './key-button.tsx';
import type { Action, Mode } from './keys.ts';
import { type OutcomeKey, outcomeGroups } from './outcome-groups.ts';

type Props = {
  readonly ringing: boolean;
  readonly mode: Mode;
  readonly onPick: (outcome: OutcomeKey) => void;
  readonly onAct: (action: Action) => void;
};

/** What the call came to where the questions were not answered; while it rings only the digits count. */
export function OutcomeList({ ringing, mode, onPick, onAct }: Props) {
  const { t, say } = useWords();
  return (
    <section className={classes.outcomes} aria-labelledby="desk-outcomes">
      <div className={classes.deeds}>
        <h2 id="desk-outcomes" className={classes.heading}>
          {t('desk.outcomes')}
        </h2>
        <span className={classes.gap} />
        <KeyButton
          action={ringing ? 'otherOutcome' : 'close'}
          mode={mode}
          onAct={onAct}
          size="compact-sm"
          {...(!ringing && { label: t('ui.back') })}
        />
      </div>
      <div className={classes.outcomeGroups}>
        {outcomeGroups.map(({ group, outcomes }) => (
          <fieldset key={group} className={classes.outcomeGroup}>
            <legend>{t(`desk.outcomeGroup.${group}`)}</legend>
            {outcomes.map((outcome) => {
              const works = !ringing || /^[1-9]$/.test(outcome.key);
              return (
                <button
                  key={outcome.disposition}
                  type="button"
                  className={classes.option}
                  onClick={() => onPick(outcome)}
                  {...(works && { 'aria-keyshortcuts': outcome.key })}
                >
                  {works && <Kbd className={classes.key}>{outcome.key}</Kbd>}
                  <span>{say(dispositionEffects[outcome.disposition].text)}</span>
                </button>
              );
            })}
          </fieldset>
        ))}
      </div>
    </section>
  );
}
