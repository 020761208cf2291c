// A registry mirror that carries only this machine's binaries makes npm write a lockfile without the other platforms'
// optional packages, and npm 11.19 and 12 then refuse `npm ci` ("Missing: x@ from lock file"; npm 10 does not mind).
// This adds them: name and version are known from their parent, os and cpu from the name. Run it after each npm install.
import fs from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const OS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32', 'windows'];
const CPU = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];
let added = 0;
for (const [path, p] of Object.entries({ ...lock.packages }))
  for (const [name, version] of Object.entries(p.optionalDependencies ?? {})) {
    const at = `node_modules/${name}`;
    if (lock.packages[at] || lock.packages[`${path}/node_modules/${name}`]) continue;
    const os = OS.find((o) => name.includes(o));
    const cpu = CPU.find((c) => name.includes(c));
    if (!os || !cpu || !/^\d/.test(version)) {
      console.error('left alone:', path, name, version);
      continue;
    }
    const libc = name.includes('musl') ? ['musl'] : /gnu/.test(name) && os === 'linux' ? ['glibc'] : undefined;
    lock.packages[at] = {
      version,
      cpu: [cpu],
      ...(p.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      license: p.license,
      optional: true,
      os: [os === 'windows' ? 'win32' : os],
    };
    added++;
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`added ${added}`);
