import { Text, UnstyledButton } from '@mantine/core';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { type Figure, filtersOf, type Totals } from './figure-filters.ts';
import classes from './reports.module.css';
import type { ClosedDaySearch } from './reports-search.ts';

type Props = { readonly totals: Totals; readonly search: ClosedDaySearch; readonly change: (part: ClosedDaySearch) => void };

/** Every figure with what it is a share of; each opens the people it counts, for those who may see them. */
export function DayFigures({ totals, search, change }: Props) {
  const { t } = useWords();
  const may = useMay();
  return (
    <section aria-label={t('reports.figures')}>
      <Text size="sm" my="xs">
        {t('reports.districtWide')}
      </Text>
      <ul className={classes.figures}>
        {totals.figures
          .filter(({ denominator }) => denominator > 0)
          .map((figure) => {
            const filters = may('ledger.read') ? filtersOf(figure) : null;
            const pressed = filters !== null && isShown(filters, search);
            return (
              <li key={figure.name}>
                {filters ? (
                  <UnstyledButton
                    className={classes.figure}
                    data-figure={figure.name}
                    aria-pressed={pressed}
                    onClick={() => change({ ...unfiltered, ...(!pressed && filters) })}
                  >
                    <FigureText figure={figure} />
                  </UnstyledButton>
                ) : (
                  <div className={classes.figure} data-figure={figure.name}>
                    <FigureText figure={figure} />
                  </div>
                )}
              </li>
            );
          })}
      </ul>
    </section>
  );
}

const unfiltered: ClosedDaySearch = { status: undefined, why: undefined, level: undefined, attempted: undefined };

function isShown(filters: ClosedDaySearch, { status, why, level, attempted }: ClosedDaySearch): boolean {
  return why === undefined && filters.status === status && filters.level === level && filters.attempted === attempted;
}

function FigureText({ figure: { numerator, denominator, text } }: { figure: Figure }) {
  const { t, number, percent, say } = useWords();
  return (
    <>
      <Text component="span" display="block" size="sm" fw={600}>
        {say(text.numerator)}
      </Text>
      <Text component="span" display="block" fz="xl" fw={700} className="figures">
        {percent(numerator / denominator)}
      </Text>
      <Text component="span" display="block" size="xs">
        {t('reports.ofWhat', { numerator: number(numerator), denominator: number(denominator), what: say(text.denominator) })}
      </Text>
    </>
  );
}
