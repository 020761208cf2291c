import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Words of what a caller sees before the first call: the shell, the sign-in, the desk. */
const first = ['ui', 'level', 'role', 'shell', 'place', 'signIn', 'factor', 'offline', 'desk', 'pause', 'area'];

/**
 * A language is one file for whoever writes it, and two for whoever loads it: `hi.json?first` is what the call desk needs, `hi.json?rest`
 * what every other page does.
 */
export function splitWords(): Plugin {
  return {
    name: 'kshem-split-words',
    enforce: 'pre',
    load(id) {
      const [, file, part] = /^(.*\/languages\/\w+\.json)\?(first|rest)$/.exec(id) ?? [];
      if (!file || !part) return null;
      this.addWatchFile(file);
      const all = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
      const wanted = all.filter(([section]) => first.includes(section) === (part === 'first'));
      return { code: `export default ${JSON.stringify(Object.fromEntries(wanted))}`, moduleType: 'js' };
    },
  };
}
