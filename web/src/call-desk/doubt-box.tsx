import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { CheckIn } from './desk-port.ts';
import { KeyButton } from './key-button.tsx';
import type { Action, Mode } from './keys.ts';
import { vitalName } from './person-panel.tsx';
import type { Doubt } from './read-typed.ts';

type Props = {
  readonly doubt: Doubt;
  readonly checkIn: CheckIn;
  readonly mode: Mode;
  readonly onAct: (action: Action) => void;
};

/** A value that looks mistaken: what to ask, and one key for either answer. Nothing is changed before the person has said so. */
export function DoubtBox({ doubt, checkIn, mode, onAct }: Props) {
  const { t, say, number } = useWords();
  const { suggestion, keep, question } = doubt;
  const proposed = Object.entries(suggestion ?? {})
    .map(([linkId, value]) => t('desk.proposed', { name: vitalName(checkIn, linkId, t), value: number(value) }))
    .join(', ');
  return (
    <div className={classes.doubt} role="alert">
      <p>
        <strong>{t('desk.askAgain')}</strong> {say(question)}
      </p>
      <div className={classes.deeds}>
        {suggestion && (
          <KeyButton action="correct" mode={mode} onAct={onAct} label={t('desk.takeProposed', { proposed })} variant="filled" />
        )}
        {keep !== null && <KeyButton action="keep" mode={mode} onAct={onAct} />}
        <KeyButton action="close" mode={mode} onAct={onAct} label={t('desk.typeAgain')} />
      </div>
    </div>
  );
}
