import { PROBLEMS, type ProblemCode } from '@kshem/domain/intake/problems.ts';
import { Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './lists.module.css';

/** What was wrong with the rows, most frequent first, with what the office must do about it. */
export function ImportProblems({ problems }: { problems: Readonly<Record<string, number>> }) {
  const { t, say, number } = useWords();
  const known = Object.entries(problems)
    .filter((entry): entry is [ProblemCode, number] => entry[0] in PROBLEMS)
    .sort((a, b) => b[1] - a[1]);
  if (known.length === 0) return null;
  return (
    <div className={classes.section}>
      <Text component="h2" id="lists-problems" fw={600} mb={6}>
        {t('lists.problems')}
      </Text>
      <section className={classes.scroll} tabIndex={0} aria-label={t('lists.problems')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" data-numeric>
                {t('lists.rows')}
              </th>
              <th scope="col">{t('lists.problem')}</th>
              <th scope="col">{t('lists.whatToDo')}</th>
            </tr>
          </thead>
          <tbody>
            {known.map(([code, rows]) => (
              <tr key={code}>
                <td data-numeric>{number(rows)}</td>
                <td>
                  {say(PROBLEMS[code].message)}
                  <Text size="xs">{t(`lists.severity.${PROBLEMS[code].severity}`)}</Text>
                </td>
                <td>{say(PROBLEMS[code].whatToDo)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
