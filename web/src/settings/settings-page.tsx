import { Link, Outlet } from '@tanstack/react-router';
import { useMe } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { sectionsFor } from './sections.ts';
import classes from './settings.module.css';

/** The frame of the settings: their parts at the top, the chosen one below. */
export function SettingsPage() {
  const { t } = useWords();
  const { permissions } = useMe();
  return (
    <>
      <nav className={classes.sections} aria-label={t('place.settings')}>
        {sectionsFor(permissions).map(({ to, word }) => (
          <Link key={to} to={to} className={classes.section}>
            {t(word)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
