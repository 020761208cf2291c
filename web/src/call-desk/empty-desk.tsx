import { useWords } from '../i18n/use-words.ts';
import { Empty, Loading } from '../ui/states.tsx';
import type { Rest } from './desk-port.ts';
import type { DeskState } from './desk-state.ts';
import { KeyButton } from './key-button.tsx';
import type { Action, Mode } from './keys.ts';
import { RestPicker } from './rest-picker.tsx';

type Props = { state: DeskState; mode: Mode; onAct: (action: Action) => void; rest: Rest | undefined };

/** Nobody is on the desk: why, and what one can do. */
export function EmptyDesk({ state, mode, onAct, rest }: Props) {
  const { t, dateTime } = useWords();
  if (state.phase === 'claiming') return <Loading what={t('desk.findingNext')} />;
  if (state.phase !== 'nothing' || !state.nothing) {
    return (
      <Empty title={t('desk.atRest')}>
        <p>{t('desk.atRestHint')}</p>
        <KeyButton action="next" mode={mode} onAct={onAct} variant="filled" size="lg" />
        {rest && <RestPicker rest={rest} />}
      </Empty>
    );
  }
  const { why, opensAt } = state.nothing;
  return (
    <Empty title={t(`desk.nothing.${why}`)}>
      {opensAt && <p>{t('desk.opensAt', { when: dateTime(opensAt) })}</p>}
      <p>{t(`desk.nothingHint.${why}`)}</p>
      <KeyButton action="next" mode={mode} onAct={onAct} label={t('ui.again')} />
    </Empty>
  );
}
