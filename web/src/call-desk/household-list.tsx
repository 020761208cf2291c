import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { Asked, DeskState } from './desk-state.ts';

/** Everybody under the same telephone: who is asked on this call, who has answered, who is not due. */
export function HouseholdList({
  state,
  asked,
  onTurnTo,
}: {
  state: DeskState;
  asked: Asked;
  onTurnTo: (attemptId: string) => void;
}) {
  const { t, number, time } = useWords();
  const { household } = asked.card;
  if (household.length < 2) return null;
  return (
    <section aria-labelledby="desk-household">
      <h3 id="desk-household" className={classes.heading}>
        {t('desk.household', { count: household.length, number: number(household.length) })}
      </h3>
      <ul className={classes.members}>
        {household.map(({ personId, name, ageYears, deceased, doNotCall, open }) => {
          const attempt = state.call?.attempts.find((one) => one.personId === personId);
          const came = attempt && state.came[attempt.attemptId];
          const due = state.turn?.items.some((item) => item.personId === personId) ?? false;
          const here = personId === asked.item.personId;
          const later = open[0]?.dueAt;
          const label = `${name}${ageYears === null ? '' : `, ${number(Math.floor(ageYears))}`}`;
          return (
            <li key={personId} data-here={here || undefined}>
              {attempt && !came && !here ? (
                <button type="button" className={classes.link} onClick={() => onTurnTo(attempt.attemptId)}>
                  {label}
                </button>
              ) : (
                <span>{label}</span>
              )}
              <span className={classes.small}>
                {deceased && t('desk.member.deceased')}
                {!deceased && doNotCall && t('desk.member.doNotCall')}
                {came && t('desk.member.done')}
                {!came && here && t(state.answeredAt === null ? 'desk.member.next' : 'desk.member.now')}
                {!came && !here && attempt && t('desk.member.next')}
                {!attempt && !here && due && t('desk.member.ownNumber')}
                {!due &&
                  !deceased &&
                  !doNotCall &&
                  !came &&
                  (later ? t('desk.member.later', { time: time(later) }) : t('desk.member.notDue'))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
