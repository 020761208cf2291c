import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { type DeskState, toAskAbout } from './desk-state.ts';
import { KeyButton } from './key-button.tsx';
import type { Action, Mode } from './keys.ts';
import { needTitle } from './open-promises.tsx';
import type { Asking } from './question-panel.tsx';

type Props = {
  readonly asking: Asking;
  readonly state: DeskState;
  readonly mode: Mode;
  readonly onAct: (action: Action) => void;
};

/** Before any question: whether what is said to have been brought did come. Asked one by one; only the person's word closes it. */
export function DidItCome({ asking, state, mode, onAct }: Props) {
  const { t, say, dateTime } = useWords();
  const { card, checkIn } = asking;
  const [first, ...others] = toAskAbout(state);
  const need = card.needs.find(({ needId }) => needId === first);
  if (!need) return null;
  return (
    <section className={classes.came} aria-labelledby="desk-came">
      <h2 id="desk-came" className={classes.cameAsk}>
        {t('desk.didItCome', { need: needTitle(need.kind, checkIn, say) })}
      </h2>
      <p className={classes.small}>
        {need.deliveredAt && t('desk.saidBroughtAt', { when: dateTime(need.deliveredAt) })}
        {need.detail && ` · ${need.detail}`}
        {others.length > 0 && ` · ${t('desk.moreToAskAbout', { count: others.length })}`}
      </p>
      <div className={classes.deeds}>
        <KeyButton action="itCame" mode={mode} onAct={onAct} variant="filled" />
        <KeyButton action="itDidNotCome" mode={mode} onAct={onAct} />
      </div>
    </section>
  );
}
