import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import { wordsOf } from '../ui/use-tell.ts';
import classes from './call-desk.module.css';
import { useSeconds } from './call-timer.tsx';
import type { Desk, Last } from './use-desk.ts';

/** What the desk must say beside the call: a claim that ran out, a refusal, what the household before came to. */
export function Notices({ desk }: { desk: Desk }) {
  const { t, say } = useWords();
  const { state, problem, last } = desk;
  return (
    <div className={classes.notices}>
      <div role="alert">
        {state.claim === 'lost' && <p className={classes.lost}>{t('desk.claimLost')}</p>}
        {problem !== null && (
          <p className={classes.problem}>
            {say(wordsOf(problem))}{' '}
            <button type="button" className="plain-button" onClick={desk.forget}>
              {t('ui.close')}
            </button>
          </p>
        )}
      </div>
      {state.phase === 'ready' && state.turn && <HeldUntil until={state.turn.claimUntil} />}
      <div role="status">
        {last.map((one) => (
          <LastLine key={`${one.name} ${one.delivered.kind}`} last={one} />
        ))}
      </div>
    </div>
  );
}

/** Said when little is left: whoever is not rung in time goes to somebody else. */
const warnMs = 3 * 60_000;

function HeldUntil({ until }: { until: Date }) {
  const { t, time } = useWords();
  const left = until.getTime() - useSeconds();
  if (left > warnMs) return null;
  return <p className={classes.lost}>{left > 0 ? t('desk.heldUntil', { time: time(until) }) : t('desk.heldNoMore')}</p>;
}

function LastLine({ last: { name, delivered } }: { last: Last }) {
  const { t, say, dateTime } = useWords();
  if (delivered.kind === 'waits') return <p className={classes.saved}>{t('desk.keptHere', { name })}</p>;
  if ('disposition' in delivered && 'nextStep' in delivered.reply) {
    const { nextStep } = delivered.reply;
    const outcome = say(dispositionEffects[delivered.disposition].text);
    return (
      <p className={classes.saved}>
        {t('desk.written', { name, outcome })}{' '}
        {nextStep.next === 'retry' && t('desk.triedAgain', { when: dateTime(nextStep.notBefore) })}
        {nextStep.next === 'callback' && t('desk.promised', { when: dateTime(nextStep.at) })}
      </p>
    );
  }
  const { reply } = delivered;
  if (!('level' in reply)) return null;
  return (
    <div className={classes.saved}>
      {t('desk.saved', { name })} <LevelBadge level={reply.level} size="xs" />{' '}
      {reply.nextContact ? t('desk.nextContact', { when: dateTime(reply.nextContact.at) }) : t('desk.noNextContact')}
      {reply.escalation && ` · ${t('desk.doctorTold', { when: dateTime(reply.escalation.dueAt) })}`}
      {reply.late && ` · ${t('desk.takenLate')}`}
    </div>
  );
}
