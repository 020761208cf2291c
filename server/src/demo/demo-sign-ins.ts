import { demoStaff } from '../../../demo/staff.ts';

/** Not a secret: it is printed at the start, and opens nothing but invented people. One for everybody, so that one hash will do. */
export const demoPassword = 'shantipur-demo';

export type DemoSignIn = { readonly login: string; readonly password: string; readonly who: string };

/** Whom to sign in as in the demo district, and who that is, in English and Hindi. */
export const demoSignIns: readonly DemoSignIn[] = demoStaff.map(({ login, name, about }) => ({
  login,
  password: demoPassword,
  who: `${name.en}: ${about.en} · ${name.hi}: ${about.hi}`,
}));
