import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './filter-fold.module.css';
import { useNarrow } from './use-narrow.ts';

/** The filters of a list beside one another; folded away on a phone until somebody wants them. `chosen`: how many are in force. */
export function FilterFold({ chosen, children }: { chosen: number; children: ReactNode }) {
  const { t } = useWords();
  const narrow = useNarrow();
  if (!narrow) return <div className={classes.filters}>{children}</div>;
  return (
    <details className={classes.fold}>
      <summary>{chosen === 0 ? t('ui.filters') : t('ui.filtersChosen', { count: chosen })}</summary>
      <div className={classes.filters}>{children}</div>
    </details>
  );
}
