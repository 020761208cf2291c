import type { MappingCorrections } from '@kshem/domain/intake/guess-mapping.ts';
import { headingWords, isListField } from '@kshem/domain/intake/list-field.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Deps } from '../deps.ts';
import { findSource, putSource, setMapping } from './run-queries.ts';

export type MappingToSave = {
  readonly sourceCode: string;
  /** By heading as written; null: leave that column alone. Headings not named keep what was decided before. */
  readonly corrections: MappingCorrections;
};

/**
 * Remembers for a source what its headings mean, for this list and the next ones. Saving what is known already changes nothing.
 * @throws AppError bad-request for a field there is not
 */
export async function saveMapping(
  deps: Deps,
  actor: Actor,
  { sourceCode, corrections }: MappingToSave,
): Promise<MappingCorrections> {
  const { districtId } = actor;
  for (const [heading, field] of Object.entries(corrections)) {
    if (headingWords(heading) === '' || (field !== null && !isListField(field)))
      throw new AppError('bad-request', { fields: ['corrections'], field });
  }
  await putSource(deps.system, { districtId, code: sourceCode, id: deps.newId(), now: deps.now() });
  return deps.system.transaction().execute(async (trx) => {
    const before = (await findSource(trx, districtId, sourceCode))?.mapping ?? {};
    const said = Object.fromEntries(Object.entries(corrections).map(([heading, field]) => [headingWords(heading), field]));
    const after = { ...before, ...said };
    if (Object.entries(after).every(([heading, field]) => heading in before && before[heading] === field)) return before;
    await setMapping(trx, { districtId, code: sourceCode, mapping: after, now: deps.now() });
    await writeAudit(deps, trx, actor, {
      action: 'mapping.saved',
      subjectKind: 'list-source',
      subjectId: sourceCode,
      detail: { columns: Object.keys(said).length },
    });
    return after;
  });
}
