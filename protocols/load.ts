import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@kshem/domain/protocol/finding.ts';
import { parseProtocol } from '@kshem/domain/protocol/parse-protocol.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { Text } from '@kshem/domain/text.ts';
import { parse } from 'yaml';

export type Programme = {
  readonly code: string;
  readonly title: Text;
  readonly about: Text;
  readonly timeZone: string;
  /** Oldest first; new episodes start on the last one that is in force. */
  readonly versions: readonly string[];
};

const shipped = import.meta.dirname;

/** Every programme under a folder (the shipped ones by default), with all its versions read. Throws ProtocolFileError on the first bad one. */
export function loadProgrammes(
  dir: string = shipped,
): readonly { readonly programme: Programme; readonly protocols: readonly Protocol[] }[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const programme = readYaml(join(dir, name, 'programme.yaml')) as Programme;
      return { programme, protocols: programme.versions.map((version) => loadProtocol(name, version, dir)) };
    });
}

/** One version. Throws ProtocolFileError with every problem when its files do not have the shape of a protocol. */
export function loadProtocol(programme: string, version: string, dir: string = shipped): Protocol {
  return loadProtocolFolder(join(dir, programme, version));
}

/** A version from its folder, as `kshem protocol check` gets it. */
export function loadProtocolFolder(folder: string): Protocol {
  const parsed = parseProtocol({
    protocol: readYaml(join(folder, 'protocol.yaml')),
    questionnaire: readYaml(join(folder, 'questionnaire.yaml')),
  });
  if (parsed.ok) return parsed.protocol;
  throw new ProtocolFileError(parsed.errors);
}

export class ProtocolFileError extends Error {
  readonly errors: readonly Finding[];

  constructor(errors: readonly Finding[]) {
    super(`Not a protocol:\n${errors.map(({ where, message }) => `  ${where}: ${message}`).join('\n')}`);
    this.errors = errors;
  }
}

export function readYaml(path: string): unknown {
  return parse(readFileSync(path, 'utf8'));
}
