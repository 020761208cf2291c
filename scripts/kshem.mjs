#!/usr/bin/env node
// `kshem …` and `npm run up`: installs what is missing, then hands over to the command line on the pinned Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureWebBuilt } from './build-web.mjs';
import { ensureInstalled, pinnedNode, root } from './install.mjs';

ensureInstalled();
if (process.argv[2] === 'up') ensureWebBuilt();
// In a process group of its own, so that every signal comes through here: the terminal, npm and a supervisor each send theirs, and a second
// one would cut the orderly stop short.
const child = spawn(pinnedNode(), [join(root, 'server/src/cli/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  detached: true,
});
let toldAt = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (Date.now() - toldAt < 3000) return;
    toldAt = Date.now();
    child.kill(signal);
  });
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
