import { Link } from '@tanstack/react-router';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './lists.module.css';

const tabs = [
  { to: '/lists', word: 'lists.tabs.imports', needs: 'import.run' },
  { to: '/lists/duplicates', word: 'lists.tabs.duplicates', needs: 'person.merge' },
  { to: '/lists/hygiene', word: 'lists.tabs.hygiene', needs: 'import.run' },
] as const;

/** The parts of "lists in"; each is a page of its own with an address of its own. */
export function ListsTabs() {
  const { t } = useWords();
  const may = useMay();
  return (
    <nav className={classes.tabs} aria-label={t('lists.parts')}>
      {tabs
        .filter(({ needs }) => may(needs))
        .map(({ to, word }) => (
          <Link key={to} to={to} className={classes.tab} activeOptions={{ exact: true }}>
            {t(word)}
          </Link>
        ))}
    </nav>
  );
}
