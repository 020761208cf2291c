import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const nothing = '\0no-json-schema:';
const printer = /\/zod\/v4\/core\/(json-schema-processors|to-json-schema|json-schema-generator)\.js$/;
const contract = /\/contract\/src\/[\w-]+\.ts$/;

/**
 * What only the server says of the contract (its OpenAPI document) stays on the server: descriptions, summaries, and zod's printing of JSON
 * Schema. A tenth of the first load.
 */
export function leanContract(): Plugin {
  return {
    name: 'kshem-lean-contract',
    enforce: 'pre',
    apply: 'build',
    async resolveId(source, importer) {
      if (!/json-schema/.test(source) || importer === undefined) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved && printer.test(resolved.id) ? nothing + resolved.id : null;
    },
    load(id) {
      if (!id.startsWith(nothing)) return null;
      // zod hangs these on each schema when it is made, and calls them only when a schema is printed.
      const source = readFileSync(id.slice(nothing.length), 'utf8');
      const names = [...source.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(
        ([, name]) => `export const ${name} = () => ({});`,
      );
      return names.join('\n');
    },
    transform(code, id) {
      if (!contract.test(id)) return null;
      const text = String.raw`'(?:[^'\\]|\\.)*'`;
      return {
        code: code
          .replaceAll(new RegExp(String.raw`\s*\.describe\(\s*${text},?\s*\)`, 'g'), '')
          .replaceAll(new RegExp(String.raw`\n\s*summary:\s*${text},`, 'g'), "\n  summary: '',")
          .replaceAll(new RegExp(String.raw`, description:\s*${text}`, 'g'), ''),
        map: null,
      };
    },
  };
}
