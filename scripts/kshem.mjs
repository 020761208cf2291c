#!/usr/bin/env node
// `kshem …` and `npm run up`: installs what is missing, then hands over to the command line on the pinned Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, pinnedNode, root } from './install.mjs';

ensureInstalled();
const child = spawn(pinnedNode(), [join(root, 'server/src/cli/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl+C reaches the whole foreground group by itself; a signal sent to this process alone must be passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
