import { decisionText } from '@kshem/domain/consultation/decision.ts';
import { Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import cards from '../people/people.module.css';
import classes from './doctor.module.css';
import type { Sheet } from './sheet-page.tsx';

/** What doctors heard, said and decided before, latest first. */
export function PastConsultations({ sheet: { consultations } }: { sheet: Sheet }) {
  const { t, say, date, dateTime } = useWords();
  return (
    <section className={cards.card} aria-labelledby="doctor-past">
      <h2 id="doctor-past" className={classes.heading}>
        {t('doctor.past')}
      </h2>
      {consultations.length === 0 && <Text size="sm">{t('doctor.noPast')}</Text>}
      <ol className={classes.list}>
        {consultations.map((one) => (
          <li key={one.consultationId} className={classes.line}>
            <Text size="sm" fw={600}>
              {say(decisionText[one.decision])}
            </Text>
            <Text size="sm" className={classes.note}>
              {one.note}
            </Text>
            {one.drugAdvice && (
              <Text size="sm" className={classes.note}>
                {t('doctor.drugs', { drugs: one.drugAdvice })}
              </Text>
            )}
            {one.hasDrugAdvice && !one.drugAdvice && <Text size="sm">{t('doctor.drugsHidden')}</Text>}
            {one.remeasureAt && <Text size="sm">{t('doctor.measureAt', { time: dateTime(one.remeasureAt) })}</Text>}
            {one.referTo && <Text size="sm">{t('doctor.referredTo', { where: one.referTo })}</Text>}
            {one.followUpOn && <Text size="sm">{t('doctor.followUp', { day: date(one.followUpOn) })}</Text>}
            <Text size="xs">
              {t('escalations.byAt', { name: say(one.by), time: dateTime(one.heldAt) })} · {t(`doctor.spoke.${one.spokeWith}`)}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}
