// Finds a Chromium for the tests in the browser, or gets one: on Debian and its kin from the machine's own package sources.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './install.mjs';

const howToHelp = 'Install Chromium or Google Chrome, or set KSHEM_CHROMIUM to the program, then run the command again.';

/**
 * The Chromium of KSHEM_CHROMIUM, of this machine, or one fetched now (about a minute, once).
 * @param {{ own?: boolean }} options `own`: pass over what is installed and use a private copy, as an ordinary user on a bare machine would
 * @returns {string} the program's path
 * @throws Error with what to do when there is none and none can be had
 */
export function browserPath({ own = false } = {}) {
  const named = process.env.KSHEM_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`KSHEM_CHROMIUM names ${named}, which does not exist. ${howToHelp}`);
  }
  const found = own ? undefined : installed();
  if (found) return found;
  if (!onPath('apt-get') || !onPath('dpkg-deb')) throw new Error(`There is no Chromium on this machine. ${howToHelp}`);
  if (!own && process.getuid?.() === 0 && installAsRoot()) return installed() ?? ownCopy();
  return ownCopy();
}

function installed() {
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(process.env.PROGRAMFILES ?? '', 'Google/Chrome/Application/chrome.exe'),
    join(process.env['PROGRAMFILES(X86)'] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
  ];
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
  return [...names.map(onPath), ...usual.filter(existsSync)].find((path) => path && starts(path));
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Some systems have a "chromium" that only says where to get one; on Windows asking would open a window. */
function starts(path) {
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

function installAsRoot() {
  tellOfGetting();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return [['update'], ['install', '-y', '--no-install-recommends', 'chromium']].every(
    (args) => spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0,
  );
}

function tellOfGetting() {
  console.error('Getting Chromium for the tests in the browser (about a minute, once) …');
}

/** Packages unpacked into a folder of the user's own: nothing on the machine is changed and no rights are needed. */
function ownCopy() {
  const place = cacheFolder();
  const program = join(place, 'chromium');
  if (existsSync(program) && starts(program)) return program;
  tellOfGetting();
  const work = `${place}.unfinished-${process.pid}`;
  try {
    download(work);
    unpack(work);
    // Whole or not at all; two runs at once both have a good one, and the last stays.
    rmSync(place, { recursive: true, force: true });
    renameSync(join(work, 'root'), place);
    writeLauncher(place, program);
  } catch (error) {
    throw new Error(`Chromium could not be fetched: ${error.message.trim().slice(-1000)}\n${howToHelp}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (!starts(program)) throw new Error(`The Chromium in ${place} does not start: ${whyNot(program)}\n${howToHelp}`);
  return program;
}

function cacheFolder() {
  for (const folder of [join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kshem'), join(root, '.cache')]) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return join(folder, 'chromium');
    } catch {
      // No home of one's own, as in some containers: the next.
    }
  }
  throw new Error(`Neither the home folder nor ${root} can be written. ${howToHelp}`);
}

/**
 * Chromium and those of its dependencies that the machine lacks, from the machine's own package sources. apt works in folders of ours but
 * reads the system's list of what is installed; libraries that are there already are therefore of the same release and are used.
 */
function download(work) {
  for (const folder of ['lists/partial', 'archives/partial', 'root']) mkdirSync(join(work, folder), { recursive: true });
  const apt = (...args) =>
    run('apt-get', [
      '-qq',
      ...['-o', `Dir::State::lists=${work}/lists`, '-o', `Dir::Cache=${work}`, '-o', `Dir::Cache::archives=${work}/archives`],
      ...['-o', 'APT::Sandbox::User=', '-o', 'Acquire::Languages=none', '-o', 'Debug::NoLocking=1', '-o', 'Dir::Log=/dev/null'],
      // Images of containers tidy the system's folders after each update, which only root may.
      ...['-o', 'APT::Update::Post-Invoke=', '-o', 'APT::Update::Post-Invoke-Success='],
      ...args,
    ]);
  apt('update');
  apt(
    'install',
    '-y',
    '--download-only',
    '--no-install-recommends',
    '--reinstall',
    'chromium',
    'chromium-common',
    'fonts-dejavu-core',
  );
}

function unpack(work) {
  for (const file of readdirSync(join(work, 'archives')))
    if (file.endsWith('.deb')) run('dpkg-deb', ['-x', join(work, 'archives', file), join(work, 'root')]);
  for (const unread of ['doc', 'man', 'locale']) rmSync(join(work, 'root/usr/share', unread), { recursive: true, force: true });
}

function writeLauncher(place, program) {
  const fonts = `<?xml version="1.0"?>\n<fontconfig><dir>${place}/usr/share/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${place}/fonts-cache</cachedir></fontconfig>\n`;
  writeFileSync(join(place, 'fonts.conf'), fonts);
  const path = libraryFolders(place).join(':');
  const lines = ['#!/bin/sh', `export LD_LIBRARY_PATH='${path}' FONTCONFIG_FILE='${place}/fonts.conf'`];
  writeFileSync(program, [...lines, `exec '${place}/usr/lib/chromium/chromium' "$@"`, ''].join('\n'));
  chmodSync(program, 0o755);
}

/** Every folder with a library in it: some packages keep theirs one deeper, which a system knows by other ways. */
function libraryFolders(place) {
  const roots = ['usr/lib', 'lib'].map((folder) => join(place, folder)).filter(existsSync);
  const below = (folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return roots
    .flatMap((folder) => below(folder).filter(({ name }) => name.includes('-linux-')))
    .map(({ parentPath, name }) => join(parentPath, name))
    .flatMap((folder) => [folder, ...below(folder).map(({ name }) => join(folder, name))])
    .filter((folder) => readdirSync(folder).some((name) => /^lib.*\.so/.test(name)));
}

function run(program, args) {
  try {
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    throw new Error(error.stderr || error.message);
  }
}

function whyNot(program) {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stderr?.trim().slice(-1000);
}

if (process.argv[1]?.endsWith('browser.mjs')) console.log(browserPath({ own: process.argv.includes('--own') }));
