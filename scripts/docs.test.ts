import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { environmentNames } from '../server/src/config.ts';
import { demoSignIns } from '../server/src/demo/demo-sign-ins.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('the operating guide documents exactly the environment variables that are read', () => {
  const documented = [...read('docs/operating-guide.md').matchAll(/^\| `((?:KSHEM_|DATABASE_)\w+)` \|/gm)].map(([, name]) =>
    String(name),
  );
  expect(documented.sort()).toEqual([...environmentNames].sort());
});

test('every file that a page names is there', () => {
  const pages = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'docs/life-of-a-call.md',
    ...readdirSync(new URL('../docs/decisions/', import.meta.url)).map((name) => `docs/decisions/${name}`),
  ];
  const missing = pages.flatMap((page) =>
    [...read(page).matchAll(/`((?:domain|contract|server|web|protocols|demo|docs|scripts)\/[\w./-]+)`/g)]
      .map(([, path]) => `${page}: ${path}`)
      .filter((named) => !isThere(named.split(': ')[1] as string)),
  );
  expect(missing).toEqual([]);
});

/** Pages shorten a path: `server/calls/place-call` is server/src/calls/place-call.ts. */
function isThere(path: string): boolean {
  const inSource = path.replace(/^(domain|contract|server|web)\/(?!src\/)/, '$1/src/').replace(/\/\*$/, '');
  return [path, inSource, `${inSource}.ts`].some((candidate) => existsSync(new URL(`../${candidate}`, import.meta.url)));
}

test('the README names everybody one can sign in as', () => {
  const listed = [...read('README.md').matchAll(/^\| `([\w-]+)` \| `([\w-]+)` \|/gm)].map(([, login, password]) => ({
    login,
    password,
  }));
  expect(listed).toEqual(demoSignIns.map(({ login, password }) => ({ login, password })));
});
