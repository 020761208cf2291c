import { readFileSync } from 'node:fs';
import { permissions, roles } from '@kshem/domain/access/roles.ts';
import { describe, expect, test } from 'vitest';

const words = (language: 'hi' | 'en') =>
  JSON.parse(readFileSync(new URL(`../../languages/${language}.json`, import.meta.url), 'utf8'));

/** The word at a path of keys, as i18next finds it; a permission's own dots are steps too. */
function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], tree);
}

describe.each(['hi', 'en'] as const)('the roles page in %s', (language) => {
  test.each(permissions)('says in words what %s allows', (permission) => {
    expect(at(words(language), `permission.${permission}`)).toEqual(expect.stringMatching(/\S/));
  });

  test.each(roles)('names the role %s', (role) => {
    expect(at(words(language), `role.${role}`)).toEqual(expect.stringMatching(/\S/));
  });
});
