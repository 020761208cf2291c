import { requestKinds } from '@kshem/domain/help-desk/request-kinds.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import classes from './call-desk.module.css';
import type { CheckIn, PersonCard } from './desk-port.ts';
import type { DeskState } from './desk-state.ts';

type Props = {
  readonly card: PersonCard;
  readonly checkIn: CheckIn;
  readonly heard: DeskState['heard'];
};

/** What they wait for, and what a doctor has not answered yet. Whoever was promised something asks for it first. */
export function OpenPromises({ card, checkIn, heard }: Props) {
  const { t, say, dateTime, fromNow } = useWords();
  const { needs, escalations } = card;
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
        {needs.map(({ needId, kind, status, dueAt, promisedAt, detail, code, reopened }) => (
          <li key={needId} data-late={(status !== 'fulfilled' && dueAt < card.at) || undefined}>
            <strong>{needTitle(kind, checkIn, say)}</strong>{' '}
            <span className={classes.small}>
              {status === 'fulfilled' ? t('desk.saidToHaveCome') : t('desk.dueBy', { when: dateTime(promisedAt ?? dueAt) })}
              {reopened > 0 && ` · ${t('desk.cameNot', { count: reopened })}`}
              {code !== null && status !== 'fulfilled' && ` · ${t('desk.theirCode', { code })}`}
              {detail && ` · ${detail}`}
            </span>
            {status === 'fulfilled' && heard[needId] !== undefined && (
              <strong>{t(heard[needId] ? 'desk.itCame' : 'desk.openAgain')}</strong>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A kind of need in words: the version's, else the desk's or the help desk's, else its code. */
export function needTitle(
  kind: string,
  { needKinds }: Pick<CheckIn, 'needKinds'>,
  say: ReturnType<typeof useWords>['say'],
): string {
  const found = [...needKinds, ...Object.values(deskNeedKinds), ...requestKinds].find(({ code }) => code === kind);
  return found ? say(found.title) : kind;
}
