import { defineConfig } from 'vitest/config';

/** Tests that need a real Asterisk (scripts/get-asterisk.sh) and fail without one. */
const overExchange = ['server/src/{telephony/asterisk,telephony/lab,caller-legs}/**/*.test.ts'];

// One runner for all workspaces: rules need nothing; server tests clone a template database (server/src/testing);
// stories run in a real Chromium over the real server (e2e).
export default defineConfig({
  test: {
    reporters: ['default', './scripts/tally.ts'],
    maxWorkers: 2,
    projects: [
      { test: { name: 'rules', include: ['{domain,contract,protocols,scripts,web}/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'server',
          include: ['{server,demo}/**/*.test.ts'],
          // Those run over a real Asterisk, in the project below.
          exclude: [...overExchange, '**/node_modules/**'],
          globalSetup: ['server/src/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'screens',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As long as a browser's own waiting: a screen on a loaded machine is late, not wrong.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'exchange',
          include: overExchange,
          globalSetup: ['server/src/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // After all others and one file at a time: phones that speak by a clock need the machine to themselves.
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
        },
      },
      // Asked for by name only: npm run screenshots, npm run bench screens.
      ...[
        { name: 'screenshots', include: ['e2e/**/*.shots.ts'] },
        { name: 'screen-figures', include: ['e2e/**/*.figures.ts'] },
      ]
        .filter(({ name }) => process.argv.includes(name))
        .map((about) => ({
          test: { ...about, globalSetup: ['e2e/global-setup.ts'], testTimeout: 300_000, hookTimeout: 120_000 },
        })),
    ],
  },
});
