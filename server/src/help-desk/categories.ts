import { categoriesOf, type KeptCategory } from '@kshem/domain/help-desk/categories.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listKeptCategories, putCategory } from './queries.ts';

/** Whose people the help desk serves, with those that were withdrawn. */
export async function listCategories(deps: Deps, { districtId }: Actor): Promise<readonly KeptCategory[]> {
  return categoriesOf(await listKeptCategories(deps.app, districtId));
}

export type SavedCategory = {
  readonly code: string;
  readonly title: { readonly hi: string; readonly en: string };
  readonly ofOfficer: boolean;
  readonly withdrawn: boolean;
};

/** Adds a category, renames it, withdraws it or brings it back. People keep the one they have. */
export async function saveCategory(
  deps: Deps,
  actor: Actor,
  { code, title, ofOfficer, withdrawn }: SavedCategory,
): Promise<void> {
  const { districtId, userId } = actor;
  const now = deps.now();
  await inScope(deps.app, actor, async (trx) => {
    const before = (await allCategories(trx, districtId)).find((one) => one.code === code);
    await putCategory(trx, {
      ...{ district_id: districtId, code, title_hi: title.hi, title_en: title.en, of_officer: ofOfficer },
      withdrawn_at: withdrawn ? (before?.withdrawnAt ?? now) : null,
      ...{ changed_at: now, changed_by: userId },
    });
    await writeAudit(deps, trx, actor, {
      action: 'category.saved',
      subjectKind: 'category',
      subjectId: code,
      detail: { withdrawn, ofOfficer },
    });
  });
}

export async function allCategories(trx: Trx, districtId: number): Promise<readonly KeptCategory[]> {
  return categoriesOf(await listKeptCategories(trx, districtId));
}

/** One that may be given now; `has` is what the person has already, which may be kept though it was withdrawn. */
export async function categoryToGive(trx: Trx, districtId: number, code: string, has: string | null): Promise<KeptCategory> {
  const found = (await allCategories(trx, districtId)).find((one) => one.code === code);
  if (!found) throw new AppError('bad-request', { fields: ['category'] });
  if (found.withdrawnAt !== null && has !== code) throw new AppError('category-withdrawn', { category: code });
  return found;
}

/** Shown by its code where nobody has it any more. */
export function categoryNamed(categories: readonly KeptCategory[], code: string): KeptCategory {
  return (
    categories.find((one) => one.code === code) ?? { code, title: { hi: code, en: code }, ofOfficer: false, withdrawnAt: null }
  );
}
