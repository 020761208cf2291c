import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { Badge, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { badgeColours } from '../ui/badge-colours.ts';
import classes from './call-desk.module.css';
import { useSeconds } from './call-timer.tsx';
import type { LineState, PlacedCall } from './desk-port.ts';
import { KeyButton } from './key-button.tsx';
import type { OutcomeKey } from './outcome-groups.ts';
import { suggestedOutcome } from './suggested-outcome.ts';
import type { Acts } from './use-acts.ts';
import type { AutoNext } from './use-auto.ts';
import type { LineNow } from './use-line.ts';

type Props = { readonly line: LineNow; readonly next: AutoNext | null; readonly acts: Acts; readonly call: PlacedCall | null };

/** Both telephones at the exchange: the caller's own and that of the person called, and how to go on without it. */
export function LineStrip({ line, next, acts, call }: Props) {
  const { t } = useWords();
  const { state } = line;
  const { mode, act } = acts;
  const called = standingOf(state, call);
  const inCall = line.carries && (mode === 'calling' || mode === 'asking' || mode === 'summary');
  return (
    <section className={classes.line} aria-label={t('line.title')}>
      <OwnPhone line={line} />
      <span role="status" className={classes.lineState}>
        {line.carries && <strong>{t(`line.person.${called}`)}</strong>}
        {state.exchange !== 'ready' && state.exchange !== 'none' && <span>{t(`line.exchange.${state.exchange}`)}</span>}
      </span>
      <span className={classes.gap} />
      {line.dials && (mode === 'idle' || mode === 'ready' || mode === 'calling') && <AutoSwitch next={next} acts={acts} />}
      {inCall && mode === 'calling' && <Suggested call={state.call} onPick={acts.pick} />}
      {inCall && called !== 'ended' && called !== 'failed' && (
        <KeyButton action="hangUp" mode={mode} onAct={act} size="compact-sm" />
      )}
      {inCall && <KeyButton action="byHandset" mode={mode} onAct={act} size="compact-sm" />}
    </section>
  );
}

function OwnPhone({ line }: { line: LineNow }) {
  const { t } = useWords();
  const { state, number, exchange } = line.state;
  if (number === null) {
    return (
      <span>
        {t('line.noNumber')} <Link to="/account">{t('line.giveNumber')}</Link>
      </span>
    );
  }
  return (
    <>
      <Badge tt="none" color={colours[state]}>
        {t(`line.own.${state}`)}
      </Badge>
      {state === 'none' ? (
        <Button size="compact-sm" variant="default" onClick={line.connect} disabled={exchange !== 'ready'}>
          {t('line.connect')}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" onClick={line.disconnect}>
          {t('line.disconnect')}
        </Button>
      )}
      {state === 'none' && <span className={classes.small}>{t('line.byHandset')}</span>}
    </>
  );
}

const colours = { none: badgeColours.quiet, dialling: badgeColours.doubtful, answered: badgeColours.good } as const;

/** `failed`: the exchange could not ring them. */
type Standing = 'waiting' | 'dialling' | 'ringing' | 'answered' | 'ended' | 'failed';

function standingOf({ call, state }: LineState, placed: PlacedCall | null): Standing {
  if (placed?.dial.kind === 'refused') return 'failed';
  if (call === null || call.state === 'requested') return state === 'answered' ? 'dialling' : 'waiting';
  if (call.state === 'ended' && ours.some((cause) => cause === call.cause)) return 'failed';
  return call.state;
}

const ours = ['provider-failure', 'congestion', 'lost'] as const;

/** What the line itself said, to be written down with one press; it is the caller's word all the same. */
function Suggested({ call, onPick }: { call: LineState['call']; onPick: (outcome: OutcomeKey) => void }) {
  const { say, t } = useWords();
  const outcome = suggestedOutcome(call);
  if (!outcome) return null;
  return (
    <Button size="compact-sm" variant="filled" onClick={() => onPick(outcome)} aria-keyshortcuts={outcome.key}>
      {t('line.writeDown', { outcome: say(dispositionEffects[outcome.disposition].text), key: outcome.key })}
    </Button>
  );
}

/** Says what comes by itself and when; pressed, it does not. */
function AutoSwitch({ next, acts: { auto, mode, act } }: { next: AutoNext | null; acts: Acts }) {
  const { t, number } = useWords();
  const now = useSeconds();
  const left = next === null ? null : Math.max(0, Math.floor((next.at - now) / 1000));
  return (
    <>
      {next !== null && left !== null && (
        <span className="figures" aria-live="off">
          {t(`line.auto.${next.does}`, { seconds: number(left) })}
        </span>
      )}
      <KeyButton
        action="auto"
        mode={mode}
        onAct={act}
        size="compact-sm"
        variant={auto ? 'filled' : 'default'}
        aria-pressed={auto}
      />
    </>
  );
}
