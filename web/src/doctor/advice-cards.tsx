import { Checkbox, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { type ConsultDraft, withAdvice } from './consult-draft.ts';
import classes from './doctor.module.css';
import type { Sheet } from './sheet-page.tsx';

/** Cards in force today, each with its dates and approver, to be ticked as they are spoken. Drugs are marked; only doctors see those. */
export function AdviceCards({
  draft,
  change,
  cards,
}: {
  draft: ConsultDraft;
  change: (part: Partial<ConsultDraft>) => void;
  cards: Sheet['advice'];
}) {
  const { t, say, date } = useWords();
  if (cards.length === 0) return null;
  return (
    <details>
      <summary>{t('doctor.advice')}</summary>
      <ul className={classes.list}>
        {cards.map(({ code, title, body, effectiveFrom, effectiveUntil, approvedBy, readableBy }) => {
          const dates = { from: date(effectiveFrom), by: approvedBy };
          return (
            <li key={code} className={classes.line}>
              <Checkbox
                label={readableBy === 'doctor' ? `${say(title)} · ${t('doctor.forDoctor')}` : say(title)}
                checked={draft.adviceCodes.includes(code)}
                onChange={({ currentTarget }) => change(withAdvice(draft, code, currentTarget.checked))}
              />
              <Text size="sm">{say(body)}</Text>
              <Text size="xs">
                {effectiveUntil
                  ? t('doctor.inForceUntil', { ...dates, until: date(effectiveUntil) })
                  : t('doctor.inForce', dates)}
              </Text>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
