import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlineList } from './build/offline-list.ts';

const server = `http://127.0.0.1:${process.env.KSHEM_PORT ?? 8080}`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), offlineList()],
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
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  // The server compares a request’s origin with its host: the proxy must not rename it.
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
});
