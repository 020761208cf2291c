import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadProgrammes, loadProtocolFolder, ProtocolFileError } from './load.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'protocol-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function problems(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  try {
    loadProtocolFolder(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ProtocolFileError)) throw error;
    return error.errors.map(({ where, code }) => `${where}: ${code}`);
  }
}

test('the shipped programmes are read with all their versions', () => {
  const shipped = loadProgrammes().map(({ programme, protocols }) => [programme.code, protocols.map(({ version }) => version)]);
  expect(Object.fromEntries(shipped)).toEqual({
    'covid-home-isolation': ['mohfw-2020-07', 'nhs-oximetry-home', 'mohfw-2021-04', 'mohfw-2022-01'],
    'heat-elderly': ['heatwave-2026'],
  });
});

test('each version stands in the folder of its name', () => {
  for (const { programme, protocols } of loadProgrammes()) {
    for (const protocol of protocols) {
      expect([protocol.programme, protocol.questionnaire.version]).toEqual([programme.code, protocol.version]);
    }
  }
});

test('a file that is missing, or not YAML, is named', () => {
  expect(problems({})).toEqual(['protocol.yaml: missing-file']);
  expect(problems({ 'protocol.yaml': 'title: [unclosed', 'questionnaire.yaml': '{}' })).toEqual(['protocol.yaml: not-yaml']);
});

test('a file without the shape of a protocol has its problems listed', () => {
  expect(problems({ 'protocol.yaml': 'programme: x', 'questionnaire.yaml': 'url: u' })).toEqual(
    expect.arrayContaining([
      'questionnaire.version: missing',
      'questionnaire.item: missing',
      'version: missing',
      'triage: missing',
    ]),
  );
});
