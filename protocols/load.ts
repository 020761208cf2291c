import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Finding } from '@kshem/domain/protocol/finding.ts';
import { parseProtocol } from '@kshem/domain/protocol/parse-protocol.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { list, object, string } from '@kshem/domain/protocol/shape.ts';
import type { Text } from '@kshem/domain/text.ts';
import { parseDocument } from 'yaml';

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
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'programme.yaml')))
    .map(({ name }) => {
      const programme = readProgramme(join(dir, name, 'programme.yaml'));
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

const code = string(/^[a-z0-9][a-z0-9-]*$/, 'a code of small letters, digits and hyphens');
const text = object<Text>({ hi: string(), en: string() });
const programmeShape = object<Programme>({ code, title: text, about: text, timeZone: string(), versions: list(code) });

function readProgramme(path: string): Programme {
  const errors: Finding[] = [];
  const programme = programmeShape.read(readYaml(path), 'programme', errors);
  if (errors.length > 0) throw new ProtocolFileError(errors);
  return programme;
}

export class ProtocolFileError extends Error {
  readonly errors: readonly Finding[];

  constructor(errors: readonly Finding[]) {
    super(`Not a protocol:\n${errors.map(({ where, message }) => `  ${where}: ${message}`).join('\n')}`);
    this.errors = errors;
  }
}

/** A YAML file as plain values. Throws ProtocolFileError, naming the file and line, when it is missing or not YAML. */
export function readYaml(path: string): unknown {
  const problem = (code: string, message: string) =>
    new ProtocolFileError([{ severity: 'error', code, where: basename(path), message }]);
  if (!existsSync(path)) throw problem('missing-file', 'There is no such file in the folder.');
  const document = parseDocument(readFileSync(path, 'utf8'));
  const [error] = document.errors;
  if (error) throw problem('not-yaml', error.message.split('\n')[0] ?? 'Not YAML.');
  return document.toJS();
}
