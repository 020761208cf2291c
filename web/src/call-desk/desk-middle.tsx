import type { Language } from '../i18n/start-languages.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { PlacedCall } from './desk-port.ts';
import { DialBox } from './dial-box.tsx';
import { DidItCome } from './did-it-come.tsx';
import { KeyButton } from './key-button.tsx';
import { OutcomeDetailsPanel } from './outcome-details.tsx';
import { OutcomeList } from './outcome-list.tsx';
import { type Asking, QuestionPanel } from './question-panel.tsx';
import { questionsOf } from './said.ts';
import { SummaryPanel } from './summary-panel.tsx';
import type { Acts } from './use-acts.ts';
import type { Desk } from './use-desk.ts';
import type { Rules } from './use-judgement.ts';

type Props = { readonly asking: Asking; readonly desk: Desk; readonly acts: Acts; readonly rules: Rules };

/** What is done just now: ring, ask, or write down what came of it. */
export function DeskMiddle({ asking, desk, acts, rules }: Props) {
  const { state } = desk;
  const { open, setOpen, mode, act, speak, item, say, pick } = acts;
  if (open.kind === 'details') {
    return (
      <OutcomeDetailsPanel
        key={open.outcome.disposition}
        outcome={open.outcome}
        name={asking.card.name}
        begun={Object.keys(asking.said.answers).length > 0}
        window={rules.protocol?.callingWindow ?? null}
        now={open.since}
        zone={asking.checkIn.judgedWith.timeZone}
        draft={open.draft}
        onChange={(draft) => setOpen({ ...open, draft })}
        onAct={act}
      />
    );
  }
  if (open.kind === 'outcomes') return <OutcomeList ringing={false} mode={mode} onPick={pick} onAct={act} />;
  if (state.phase === 'calling') {
    return (
      <>
        <Opening asking={asking} speak={speak} acts={acts} waiting={false} call={state.call} />
        <OutcomeList ringing mode={mode} onPick={pick} onAct={act} />
      </>
    );
  }
  if (state.phase === 'asking' && item) {
    const doubt = open.kind === 'doubt' ? open.doubt : null;
    return (
      <>
        <DidItCome asking={asking} state={state} mode={mode} onAct={act} />
        <QuestionPanel asked={asking} item={item} mode={mode} speak={speak} doubt={doubt} onAct={act} onSaid={say} />
      </>
    );
  }
  if (state.phase === 'ready' || state.phase === 'placing') {
    return <Opening asking={asking} speak={speak} acts={acts} waiting={state.phase === 'placing'} call={null} />;
  }
  return (
    <>
      <DidItCome asking={asking} state={state} mode={mode} onAct={act} />
      <SummaryPanel asked={asking} mode={mode} saving={state.phase === 'saving'} onAct={act} onSaid={say} />
    </>
  );
}

type OpeningProps = {
  readonly asking: Asking;
  readonly speak: Language;
  readonly acts: Acts;
  readonly waiting: boolean;
  readonly call: PlacedCall | null;
};

/** Before anybody speaks: what to do, and the first words, ready to be read. */
function Opening({ asking, speak, acts, waiting, call }: OpeningProps) {
  const { t } = useWords();
  const { mode, act } = acts;
  const first = questionsOf(asking.checkIn.questionnaire, { answers: {} })[0];
  const calling = mode === 'calling';
  return (
    <section className={classes.question} aria-label={t('desk.opening')}>
      {calling && call && call.channel !== 'asterisk' && <DialBox dial={call.dial} />}
      <p>{t(calling ? (call?.channel === 'asterisk' ? 'desk.hint.exchange' : 'desk.hint.calling') : 'desk.hint.ready')}</p>
      <div className={classes.deeds}>
        <KeyButton
          action={calling ? 'theyAnswered' : 'call'}
          mode={mode}
          onAct={act}
          variant="filled"
          size="md"
          loading={waiting}
        />
      </div>
      {first && (
        <blockquote className={classes.firstWords} lang={speak}>
          {first.text[speak]}
        </blockquote>
      )}
    </section>
  );
}
