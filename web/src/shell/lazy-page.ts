import { lazyRouteComponent } from '@tanstack/react-router';
import { restOfWords } from '../i18n/start-languages.ts';

/** A page that is fetched when somebody goes there, with the words it speaks. The call desk's own are there from the start. */
export function lazyPage<M extends Record<string, unknown>, K extends keyof M>(load: () => Promise<M>, name: K) {
  return lazyRouteComponent(async () => (await Promise.all([load(), restOfWords()]))[0] as never, name as never);
}
