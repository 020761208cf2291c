import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

/** Screens that work without a network; the rest is kept as it is used. */
const withoutNetwork = /\/src\/(call-desk|deliveries|offline|sign-in|shell)\/|\/languages\//;
/** Scripts of the desk's two languages; the third file of the font holds letters that neither uses. */
const fonts = /noto-sans-devanagari-(devanagari|latin)-wght.*\.woff2$/;

/** Tells the service worker which files to keep, and changes it whenever one of them changes. */
export function offlineList(): Plugin {
  return {
    name: 'kshem-offline-list',
    generateBundle(_options, bundle) {
      const worker = Object.values(bundle).find((file) => file.type === 'chunk' && file.fileName === 'sw.js');
      if (worker?.type !== 'chunk') return;
      const files = [...neededOffline(bundle)].filter((name) => name !== 'sw.js').sort();
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
      const list = { version, files: ['/', '/icon.svg', '/manifest.webmanifest', ...files.map((name) => `/${name}`)] };
      worker.code = worker.code.replaceAll('__PRECACHE__', JSON.stringify(list));
    },
  };
}

function neededOffline(bundle: Rolldown.OutputBundle): Set<string> {
  const needed = new Set<string>();
  const take = (fileName: string) => {
    const file = bundle[fileName];
    if (!file || needed.has(fileName)) return;
    needed.add(fileName);
    if (file.type !== 'chunk') return;
    for (const style of styleOf(file)) needed.add(style);
    for (const imported of file.imports) take(imported);
    // The entry names every page; what a page of ours fetches later, such as the drawing of a code to scan, it needs too.
    for (const lazy of file.dynamicImports) if (!file.isEntry || isOffline(bundle[lazy])) take(lazy);
  };
  for (const [name, file] of Object.entries(bundle)) {
    if (file.type === 'chunk' && file.isEntry) take(name);
    if (fonts.test(name)) needed.add(name);
  }
  return needed;
}

function isOffline(file: Rolldown.OutputChunk | Rolldown.OutputAsset | undefined): boolean {
  return file?.type === 'chunk' && [file.facadeModuleId ?? '', ...file.moduleIds].some((id) => withoutNetwork.test(id));
}

function styleOf(chunk: Rolldown.OutputChunk): Iterable<string> {
  return (chunk as { viteMetadata?: { importedCss?: Set<string> } }).viteMetadata?.importedCss ?? [];
}
