import { readMe } from '@kshem/contract/access.ts';
import { Text } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Refused } from '../api/client.ts';
import { useLiveHints } from '../api/live-hints.ts';
import { useAsk } from '../api/use-ask.ts';
import type { Account } from '../api/use-me.ts';
import { showZone } from '../i18n/formats.ts';
import { changeLanguage } from '../i18n/start-languages.ts';
import { useWords } from '../i18n/use-words.ts';
import { NetworkBadge } from '../offline/network-badge.tsx';
import { UpdateNotice } from '../offline/update-notice.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { ColourSwitch, LanguageSwitch } from './language-switch.tsx';
import { placesFor } from './places.ts';
import classes from './shell.module.css';

const SignInPage = lazy(() => import('../sign-in/sign-in-page.tsx').then((part) => ({ default: part.SignInPage })));

/**
 * What stands around every page. Somebody who is not signed in (any more) sees the sign-in instead; the address stays, and what was typed
 * is on the device (offline/drafts.ts).
 */
export function Shell() {
  return (
    <>
      <Toasts />
      <UpdateNotice />
      <Suspense fallback={<Loading />}>
        <Inside />
      </Suspense>
    </>
  );
}

function Inside() {
  // What failed is asked again, else an account that is kept on the device would stay shown although nobody is signed in.
  const me = useAsk(readMe, undefined, { staleTime: 60_000, againAfterFailureMs: 5000 });
  if (me.data) {
    const unfinished = me.data.mustChangePassword || me.data.mustAddSecondFactor;
    return unfinished ? <SignInPage account={me.data as Account} /> : <Desk me={me.data as Account} />;
  }
  const signedOut = me.data === null || (me.error instanceof Refused && me.error.code === 'not-signed-in');
  if (signedOut) return <SignInPage />;
  return me.error ? <Failed error={me.error} again={() => void me.refetch()} /> : <Loading />;
}

function Desk({ me }: { me: Account }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const { path, wall } = useRouterState({
    select: ({ location }) => ({ path: location.pathname, wall: (location.search as { wall?: boolean }).wall === true }),
    structuralSharing: true,
  });
  const here = me.districts.find(({ id }) => id === me.districtId);
  useLiveHints();
  if (here) showZone(here.timeZone);
  useEffect(() => {
    if (localStorage.getItem('kshem-language') === null) void changeLanguage(me.uiLanguage);
  }, [me.uiLanguage]);
  useEffect(() => setOpen(false), [path]);
  return (
    <div className={classes.frame} data-wall={wall || undefined}>
      <header className={classes.head}>
        <button
          type="button"
          className={`plain-button ${classes.menu}`}
          aria-expanded={open}
          aria-label={t('shell.menu')}
          onClick={() => setOpen(!open)}
        >
          ☰
        </button>
        <Link to="/" className={classes.product}>
          {t('shell.product')}
        </Link>
        <Text size="sm" c="dimmed" visibleFrom="sm" flex={1}>
          {here && (language === 'hi' ? here.nameHi : here.nameEn)}
        </Text>
        <NetworkBadge me={me} />
        <LanguageSwitch />
        <ColourSwitch />
        <Link to="/account" className={classes.place} aria-label={t('place.account')}>
          {language === 'hi' ? me.nameHi : me.nameEn}
        </Link>
      </header>
      <nav className={classes.places} data-open={open || undefined} aria-label={t('shell.menu')}>
        {placesFor(me.permissions).map(({ to, word }) => (
          <Link key={to} to={to} className={classes.place}>
            {t(word)}
          </Link>
        ))}
      </nav>
      <main className={classes.page}>
        <Outlet />
      </main>
    </div>
  );
}
