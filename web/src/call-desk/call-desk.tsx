import { lazy, type ReactNode, Suspense } from 'react';
import { restOfWords } from '../i18n/start-languages.ts';
import { useWords } from '../i18n/use-words.ts';
import { Loading } from '../ui/states.tsx';
import { CallBar } from './call-bar.tsx';
import classes from './call-desk.module.css';
import { DeskMiddle } from './desk-middle.tsx';
import type { DeskPort } from './desk-port.ts';
import { inFocus, type Phase } from './desk-state.ts';
import { EmptyDesk } from './empty-desk.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { Notices } from './notices.tsx';
import { useRevealed } from './number-line.tsx';
import { PersonPanel } from './person-panel.tsx';
import type { Asking } from './question-panel.tsx';
import { TriagePanel } from './triage-panel.tsx';
import { useActs } from './use-acts.ts';
import { useAuto } from './use-auto.ts';
import { useDesk } from './use-desk.ts';
import { useJudgement } from './use-judgement.ts';
import { useKeys } from './use-keys.ts';
import { useLine } from './use-line.ts';

/** What is looked at now and then comes when it is. */
const MeasureAgain = lazy(() => import('./measure-again.tsx').then((part) => ({ default: part.MeasureAgain })));
const KeysDialog = lazy(() => import('./keys-dialog.tsx').then((part) => ({ default: part.KeysDialog })));
const SkipDialog = lazy(() => import('./skip-dialog.tsx').then((part) => ({ default: part.SkipDialog })));
const RevealDialog = lazy(() => import('./reveal-dialog.tsx').then((part) => ({ default: part.RevealDialog })));

/** Only where there is an exchange. */
const LineStrip = lazy(async () => {
  const [part] = await Promise.all([import('./line-strip.tsx'), restOfWords()]);
  return { default: part.LineStrip };
});

export type Training = {
  /** Stands above the question, such as what the practice person says to it. */
  readonly beside?: (asked: Asking, phase: Phase) => ReactNode;
};

/**
 * One screen for a whole call: who it is at the left, what is asked in the middle, what it means and what they need at the right; on a
 * phone one under the other, with the call at hand's reach. It knows no server (desk-port.ts).
 */
export function CallDesk({ port, training }: { port: DeskPort; training?: Training }) {
  const desk = useDesk(port);
  const { state, ready } = desk;
  const rules = useJudgement(port, inFocus(state));
  const line = useLine(port, state.call);
  const acts = useActs(port, desk, rules, line);
  const revealed = useRevealed();
  const next = useAuto(line, state, acts);
  const { open, setOpen, mode, act, asked } = acts;
  const { t } = useWords();
  const dialog = open.kind === 'keys' || open.kind === 'skip' || open.kind === 'reveal';
  useKeys(mode, ready && !dialog, act);
  const onTheLine =
    (state.phase === 'asking' || state.phase === 'summary') && open.kind !== 'outcomes' && open.kind !== 'details';
  const asking: Asking | null = asked?.said ? { ...asked, said: asked.said } : null;
  const chosen =
    acts.wanted ?? state.call?.contactPointId ?? asked?.item.nextContactPointId ?? asked?.card.numbers[0]?.contactPointId;

  if (!ready) return <Loading />;
  return (
    <div className={classes.desk} data-phase={state.phase}>
      <CallBar desk={desk} acts={acts} revealed={revealed} chosen={chosen ?? null} />
      <div>
        <Suspense>{line && <LineStrip line={line} next={next} acts={acts} call={state.call} />}</Suspense>
        <Notices desk={desk} />
      </div>
      {!asked || !asking ? (
        <EmptyDesk state={state} mode={mode} onAct={act} rest={port.rest} />
      ) : (
        <div className={classes.columns}>
          <aside className={classes.left} aria-label={t('desk.person')}>
            <PersonPanel asked={asked} state={state} onTurnTo={desk.turnTo} />
          </aside>
          <div className={classes.middle}>
            {training?.beside?.(asking, state.phase)}
            <DeskMiddle asking={asking} desk={desk} acts={acts} rules={rules} />
            {onTheLine && (
              <div className={classes.beneath}>
                <Suspense>
                  <MeasureAgain asked={asking} judgement={rules.judgement} now={port.now} onSaid={acts.say} />
                </Suspense>
                <NeedsPanel
                  asked={asking}
                  judgement={rules.judgement}
                  mode={mode}
                  open={open.kind === 'needs'}
                  now={port.now}
                  onAct={act}
                  onSaid={acts.say}
                />
              </div>
            )}
          </div>
          <aside className={classes.right} aria-label={t('desk.meaning')}>
            <TriagePanel
              asked={asking}
              judgement={rules.judgement}
              protocol={rules.protocol}
              speak={acts.speak}
              finished={state.phase === 'summary' || state.phase === 'saving'}
            />
          </aside>
        </div>
      )}
      <Suspense>
        {open.kind === 'keys' && <KeysDialog onClose={() => setOpen({ kind: 'nothing' })} />}
        {open.kind === 'skip' && (
          <SkipDialog
            onClose={() => setOpen({ kind: 'nothing' })}
            onSkip={(reason) => {
              setOpen({ kind: 'nothing' });
              acts.setWanted(null);
              void desk.skip(reason);
            }}
          />
        )}
        {open.kind === 'reveal' && asked && chosen && (
          <RevealDialog
            onClose={() => setOpen({ kind: 'nothing' })}
            onReveal={async (reason) => {
              const owner =
                asked.card.numbers.find(({ contactPointId }) => contactPointId === chosen)?.personId ?? asked.card.personId;
              revealed.setRevealed({ contactPointId: chosen, number: await desk.reveal(owner, chosen, reason) });
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
