import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import classes from './call-desk.module.css';
import type { CheckIn, PersonCard } from './desk-port.ts';
import type { DeskState } from './desk-state.ts';
import { KeyButton } from './key-button.tsx';

type Props = {
  readonly card: PersonCard;
  readonly checkIn: CheckIn;
  readonly heard: DeskState['heard'];
  /** Whether the person can be asked now. */
  readonly onTheLine: boolean;
  readonly onHeard: (needId: string, came: boolean) => void;
};

/** What they wait for, and what a doctor has not answered yet. Whoever was promised something asks for it first. */
export function OpenPromises({ card, checkIn, heard, onTheLine, onHeard }: Props) {
  const { t, say, dateTime, fromNow } = useWords();
  const { needs, escalations } = card;
  const first = needs.find(({ needId, status }) => status === 'fulfilled' && heard[needId] === undefined)?.needId;
  return (
    <section aria-labelledby="desk-promises">
      <h3 id="desk-promises" className={classes.heading}>
        {t('desk.promises')}
      </h3>
      {needs.length === 0 && escalations.length === 0 && <p className={classes.small}>{t('desk.noPromises')}</p>}
      <ul className={classes.plain}>
        {escalations.map(({ escalationId, level, status, raisedAt }) => (
          <li key={escalationId} className={classes.row}>
            <LevelBadge level={level} size="xs" />
            <span>{t(status === 'raised' ? 'desk.doctorWaits' : 'desk.doctorHasIt', { when: fromNow(raisedAt, card.at) })}</span>
          </li>
        ))}
        {needs.map(({ needId, kind, status, dueAt, detail }) => (
          <li key={needId} data-late={(status !== 'fulfilled' && dueAt < card.at) || undefined}>
            <strong>{needTitle(kind, checkIn, say)}</strong>{' '}
            <span className={classes.small}>
              {status === 'fulfilled' ? t('desk.saidToHaveCome') : t('desk.dueBy', { when: dateTime(dueAt) })}
              {detail && ` · ${detail}`}
            </span>
            {status === 'fulfilled' && heard[needId] !== undefined && (
              <strong>{t(heard[needId] ? 'desk.itCame' : 'desk.openAgain')}</strong>
            )}
            {status === 'fulfilled' && heard[needId] === undefined && onTheLine && (
              <span className={classes.row}>
                <Heard first={needId === first} action="itCame" onPick={() => onHeard(needId, true)} />
                <Heard first={needId === first} action="itDidNotCome" onPick={() => onHeard(needId, false)} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type HeardProps = { action: 'itCame' | 'itDidNotCome'; first: boolean; onPick: () => void };

/** The keys stand on the first that was not asked about. */
function Heard({ action, first, onPick }: HeardProps) {
  return <KeyButton action={action} mode={first ? 'asking' : 'idle'} onAct={onPick} size="compact-xs" />;
}

/** A kind of need in words: the version's, else the desk's, else its code. */
export function needTitle(
  kind: string,
  { needKinds }: Pick<CheckIn, 'needKinds'>,
  say: ReturnType<typeof useWords>['say'],
): string {
  const found = [...needKinds, ...Object.values(deskNeedKinds)].find(({ code }) => code === kind);
  return found ? say(found.title) : kind;
}
