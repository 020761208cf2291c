import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { dispositionFromCause } from '@kshem/domain/attempt/disposition-from-cause.ts';
import { Badge, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { LineState, PlacedCall } from './desk-port.ts';
import { KeyButton } from './key-button.tsx';
import { type OutcomeKey, outcomeGroups } from './outcome-groups.ts';
import type { Acts } from './use-acts.ts';
import type { LineNow } from './use-line.ts';

type Props = { readonly line: LineNow; readonly acts: Acts; readonly call: PlacedCall | null };

/** Both telephones at the exchange: the caller's own and that of the person called, and how to go on without it. */
export function LineStrip({ line, acts, call }: Props) {
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
      {inCall && mode === 'calling' && <Suggested state={state} onPick={acts.pick} />}
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
      <Badge
        className={classes.tag}
        variant="light"
        color={state === 'answered' ? 'green' : state === 'dialling' ? 'yellow' : 'gray'}
      >
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
function Suggested({ state: { call }, onPick }: { state: LineState; onPick: (outcome: OutcomeKey) => void }) {
  const { say, t } = useWords();
  // A hang-up says nothing of who spoke; a lost end says nothing at all.
  if (call?.state !== 'ended' || call.cause === null || call.cause === 'normal' || call.cause === 'lost') return null;
  const disposition = dispositionFromCause(call.cause, false);
  const outcome = outcomeGroups.flatMap(({ outcomes }) => outcomes).find((one) => one.disposition === disposition);
  if (!outcome) return null;
  return (
    <Button size="compact-sm" variant="filled" onClick={() => onPick(outcome)} aria-keyshortcuts={outcome.key}>
      {t('line.writeDown', { outcome: say(dispositionEffects[outcome.disposition].text), key: outcome.key })}
    </Button>
  );
}
