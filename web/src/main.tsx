import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWithKeptAccount } from './api/query-client.ts';
import { App } from './app.tsx';
import { startLanguages } from './i18n/start-languages.ts';
import { watchForUpdates } from './offline/updates.ts';

watchForUpdates();
startWithKeptAccount();
await startLanguages();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
