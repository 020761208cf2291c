// npm run bench [name …]: measures, beside a peer or the physical limit in the same run. Without a name, everything that ends by itself.
const benches: Record<string, { about: string; long?: true; load: () => Promise<{ run(): Promise<void> }> }> = {
  import: { about: '100,000 messy rows in, CSV and XLSX, beside a bare COPY', load: () => import('./import.ts') },
  'fill-day': {
    about: 'the desk of 100,000 and 1,000,000 people, beside a bare INSERT … SELECT',
    load: () => import('./fill-day.ts'),
  },
  'claim-next': {
    about:
      'claims over 1,000,000 ready rows, beside a bare SKIP LOCKED claim, graphile-worker and pg-boss; a real room over HTTP',
    load: () => import('./claim-next.ts'),
  },
  'submit-answers': {
    about: 'answers accepted, beside one hand-written statement and the durable one-row commit; a real room over HTTP',
    load: () => import('./submit-answers.ts'),
  },
  'close-day': {
    about: 'a day of 100,000 people closed, revised and swept to history, beside a bare INSERT … SELECT of its rows',
    load: () => import('./close-day.ts'),
  },
  needs: {
    about:
      'lists and taking over 100,000 open needs, beside the bare read of as many rows; a need from the call to the field team',
    load: () => import('./needs.ts'),
  },
  doctor: {
    about: 'a red from save to the doctor’s list; lists of 10,000 facilities; over HTTP',
    load: () => import('./doctor.ts'),
  },
  screens: {
    about: 'the screens in a real Chromium: first load, key to paint, save to next, event to board',
    load: () => import('./screens.ts'),
  },
  'crash-claims': {
    about: 'a million claims with callers and servers that crash: nobody twice, nothing lost (long)',
    long: true,
    load: () => import('./crash-claims.ts'),
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0 || wanted.includes('--help')) {
  console.log(
    Object.entries(benches)
      .map(([name, { about }]) => `${name.padEnd(16)} ${about}`)
      .join('\n'),
  );
  process.exit(unknown.length > 0 && !wanted.includes('--help') ? 2 : 0);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 ? !wanted.includes(name) : bench.long) continue;
  console.log(`\n## ${name}: ${bench.about}\n`);
  await (await bench.load()).run();
}
