import { useWords } from '../i18n/use-words.ts';
import { Empty, Loading } from '../ui/states.tsx';
import type { DeskState } from './desk-state.ts';
import { KeyButton } from './key-button.tsx';
import type { Action, Mode } from './keys.ts';

/** Nobody is on the desk: why, and what one can do. */
export function EmptyDesk({ state, mode, onAct }: { state: DeskState; mode: Mode; onAct: (action: Action) => void }) {
  const { t, dateTime } = useWords();
  if (state.phase === 'claiming') return <Loading what={t('desk.findingNext')} />;
  if (state.phase !== 'nothing' || !state.nothing) {
    return (
      <Empty title={t('desk.atRest')}>
        <p>{t('desk.atRestHint')}</p>
        <KeyButton action="next" mode={mode} onAct={onAct} variant="filled" size="lg" />
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
