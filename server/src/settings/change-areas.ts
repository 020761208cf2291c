import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import {
  type AreaRow,
  areaWithCode,
  findArea,
  insertArea,
  largestAreaId,
  lockDistrict,
  updateArea,
  updateDistrictNames,
} from './queries.ts';

type Names = { readonly nameEn: string; readonly nameHi: string; readonly lgdCode: string | null };
export type NewArea = Names & { readonly parentId: number; readonly level: 'block' | 'ward' | 'village' };

/** Adds a block under the district, or a ward or village under either. @throws AppError not-found, area-code-taken. */
export function addArea(deps: Deps, actor: Actor, { parentId, level, ...names }: NewArea): Promise<{ areaId: number }> {
  const { districtId } = actor;
  return inScope(deps.app, actor, async (trx) => {
    await lockDistrict(trx, districtId);
    const parent = await ownArea(trx, actor, parentId);
    if (!mayHold(parent.level, level)) throw new AppError('not-found', { parentId });
    await refuseTakenCode(trx, level, names.lgdCode);
    const areaId = (await largestAreaId(trx)) + 1;
    await insertArea(trx, {
      id: areaId,
      parent_id: parentId,
      level,
      district_id: districtId,
      ...rowOf(names),
      path: [...parent.path, areaId],
    });
    await audit(deps, trx, actor, 'area.added', areaId);
    return { areaId };
  });
}

/** @throws AppError not-found (not inside the actor's areas, or the state), area-code-taken. */
export function renameArea(
  deps: Deps,
  actor: Actor,
  { areaId, ...names }: Names & { areaId: number },
): Promise<{ areaId: number }> {
  const { districtId } = actor;
  return inScope(deps.app, actor, async (trx) => {
    await lockDistrict(trx, districtId);
    const { level } = await ownArea(trx, actor, areaId);
    await refuseTakenCode(trx, level, names.lgdCode, areaId);
    await updateArea(trx, areaId, rowOf(names));
    if (areaId === districtId) await updateDistrictNames(trx, districtId, { name_en: names.nameEn, name_hi: names.nameHi });
    await audit(deps, trx, actor, 'area.renamed', areaId);
    return { areaId };
  });
}

async function ownArea(trx: Trx, actor: Actor, areaId: number): Promise<AreaRow> {
  const area = await findArea(trx, areaId);
  if (area?.districtId !== actor.districtId || !seesArea(actor, areaId)) throw new AppError('not-found', { areaId });
  return area;
}

function mayHold(parent: string, child: NewArea['level']): boolean {
  return parent === 'district' || (parent === 'block' && child !== 'block');
}

/** Towns and villages are numbered together with the wards under them in our tree, blocks and districts by themselves. */
async function refuseTakenCode(trx: Trx, level: string, lgdCode: string | null, except?: number): Promise<void> {
  if (lgdCode === null) return;
  const levels = level === 'ward' || level === 'village' ? ['ward', 'village'] : [level];
  const holder = await areaWithCode(trx, levels, lgdCode);
  if (holder !== undefined && holder !== except) throw new AppError('area-code-taken', { areaId: holder });
}

function rowOf({ nameEn, nameHi, lgdCode }: Names) {
  return { name_en: nameEn, name_hi: nameHi, lgd_code: lgdCode };
}

function audit(deps: Deps, trx: Trx, actor: Actor, action: string, areaId: number): Promise<void> {
  return writeAudit(deps, trx, actor, { action, subjectKind: 'area', subjectId: String(areaId) });
}
