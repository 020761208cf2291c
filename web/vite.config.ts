import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { leanContract } from './build/lean-contract.ts';
import { lightAndDark } from './build/light-and-dark.ts';
import { offlineList } from './build/offline-list.ts';
import { splitWords } from './build/split-words.ts';

const server = `http://127.0.0.1:${process.env.KSHEM_PORT ?? 8080}`;

/** Our own part of the first load of the call desk; what it opens later stays apart. */
function firstLoad(id: string): boolean {
  if (
    /\/call-desk\/(keys-dialog|skip-dialog|reveal-dialog|judge-locally|need-form|callback-picker|measure-again|line-strip|suggested-outcome)|outbox-dialog|service-worker|\/ui\/(qr-code|paged-table|area-|export-|filter-|count-)/.test(
      id,
    )
  )
    return false;
  return /\/web\/src\/(call-desk|offline|api|i18n|shell|ui)\//.test(id);
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [splitWords(), leanContract(), react(), offlineList()],
  css: { postcss: { plugins: [lightAndDark] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        main: join(import.meta.dirname, 'index.html'),
        sw: join(import.meta.dirname, 'src/offline/service-worker.ts'),
      },
      // The worker's address is its scope, so its name never changes.
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What every page needs in a few files: eighty small ones compress badly, and each is a round trip on a slow line.
        codeSplitting: {
          groups: [
            {
              name: 'ground',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(query|react-query|router|react-router|history|store|react-store)[\w-]*|i18next|react-i18next|zod|idb|clsx|use-sync-external-store)\//,
            },
            { name: 'desk', test: firstLoad },
          ],
        },
      },
    },
  },
  // The server compares a request’s origin with its host: the proxy must not rename it.
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
});
