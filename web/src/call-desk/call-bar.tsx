import { Badge } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { CallTimer } from './call-timer.tsx';
import { openAttempts } from './desk-state.ts';
import { KeyButton } from './key-button.tsx';
import { NumberLine, usableNumbers, type useRevealed } from './number-line.tsx';
import type { Acts } from './use-acts.ts';
import type { Desk } from './use-desk.ts';

type Props = {
  readonly desk: Desk;
  readonly acts: Acts;
  readonly revealed: ReturnType<typeof useRevealed>;
  /** The number that is or will be rung. */
  readonly chosen: string | null;
};

/** How the call stands, and what can be done at this moment; at the bottom of a phone, under the thumb. */
export function CallBar({ desk, acts, revealed, chosen }: Props) {
  const { t, number } = useWords();
  const { state } = desk;
  const { mode, act, asked } = acts;
  const { phase } = state;
  const shown = asked?.card.numbers.find(({ contactPointId }) => contactPointId === chosen);
  const owner = asked?.card.household.find(({ personId }) => personId === shown?.personId);
  const talking = state.answeredAt !== null && asked !== null;
  const left = openAttempts(state).length;
  return (
    <div className={classes.bar}>
      <h1 className={classes.phase}>{t(`desk.phase.${phase}`)}</h1>
      {asked && <strong className={classes.barName}>{asked.card.name}</strong>}
      {asked && shown && (
        <NumberLine
          number={shown}
          owner={owner && owner.personId !== asked.card.personId ? owner.name : null}
          revealed={revealed.of(shown.contactPointId)}
        />
      )}
      {asked && shown && revealed.may && (mode === 'ready' || mode === 'calling') && shown.masked && (
        <KeyButton action="reveal" mode={mode} onAct={act} size="compact-sm" />
      )}
      {talking && state.answeredAt && <CallTimer since={state.answeredAt} label={t('desk.talking')} />}
      {!talking && state.placedAt && <CallTimer since={state.placedAt} label={t('desk.ringing')} />}
      {left > 1 && (
        <Badge color="indigo" variant="light" className={classes.tag}>
          {t('desk.peopleLeft', { count: left, number: number(left) })}
        </Badge>
      )}
      <span className={classes.gap} />
      {state.pauseNext && <Badge color="orange.9">{t('desk.pauseComes')}</Badge>}
      {mode === 'ready' && asked && usableNumbers(asked.card).length > 1 && (
        <KeyButton action="otherNumber" mode={mode} onAct={act} />
      )}
      {mode === 'ready' && <KeyButton action="skip" mode={mode} onAct={act} />}
      {(phase === 'asking' || phase === 'summary') && left > 1 && <KeyButton action="otherPerson" mode="asking" onAct={act} />}
      {(phase === 'asking' || phase === 'summary') && <KeyButton action="otherOutcome" mode="asking" onAct={act} />}
      {asked && phase !== 'placing' && phase !== 'saving' && (
        <KeyButton
          action="pause"
          mode={phase === 'ready' ? 'ready' : 'asking'}
          onAct={act}
          label={t(pauseWord(phase, state.pauseNext))}
        />
      )}
      <Primary acts={acts} desk={desk} />
      <button
        type="button"
        className={classes.help}
        aria-label={t('desk.do.help')}
        aria-keyshortcuts="?"
        onClick={() => act('help')}
      >
        ?
      </button>
    </div>
  );
}

function pauseWord(phase: Desk['state']['phase'], wanted: boolean) {
  if (phase === 'ready') return 'desk.do.pause' as const;
  return wanted ? ('desk.noPause' as const) : ('desk.pauseAfter' as const);
}

/** The one deed that most often comes next. */
function Primary({ acts, desk }: Pick<Props, 'acts' | 'desk'>) {
  const { mode, act } = acts;
  const { phase } = desk.state;
  const filled = { mode, onAct: act, variant: 'filled' } as const;
  if (phase === 'idle' || phase === 'nothing') return <KeyButton action="next" {...filled} />;
  if (phase === 'claiming') return <KeyButton action="next" {...filled} loading />;
  if (phase === 'ready' || phase === 'placing') return <KeyButton action="call" {...filled} loading={phase === 'placing'} />;
  if (phase === 'calling') return <KeyButton action="theyAnswered" {...filled} mode="calling" />;
  if (phase === 'asking') return <KeyButton action="toSummary" {...filled} mode="asking" />;
  return <KeyButton action="save" {...filled} mode="summary" loading={phase === 'saving'} />;
}
