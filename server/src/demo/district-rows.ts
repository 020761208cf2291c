import { demoAreas, demoDistrict } from '../../../demo/district.ts';
import { demoOutlines } from '../../../demo/map.ts';
import type { DemoStaff } from '../../../demo/staff.ts';
import { asJson, type Rows } from './rows.ts';

/** The areas, the district and its two programmes. `versions`: which version new episodes of a programme start on. */
export function addDistrict(rows: Rows, versions: ReadonlyMap<string, string>, activeFrom: string): void {
  for (const { id, parentId, level, lgdCode, name } of demoAreas) {
    const parent = rows.area.find((area) => area.id === parentId);
    rows.area.push({
      id,
      parent_id: parentId,
      level,
      district_id: level === 'state' ? null : demoDistrict.id,
      lgd_code: lgdCode,
      name_en: name.en,
      name_hi: name.hi,
      path: [...(parent?.path ?? []), id],
    });
  }
  for (const { areaId, outline } of demoOutlines()) rows.area_shape.push({ area_id: areaId, outline: asJson(outline) });
  const { id, name, timeZone, defaultLanguage } = demoDistrict;
  rows.district.push({ id, name_en: name.en, name_hi: name.hi, time_zone: timeZone, default_language: defaultLanguage });
  for (const [programmeId, version] of versions) {
    rows.programme_district.push({
      programme_id: programmeId,
      district_id: id,
      version,
      active_from: activeFrom,
      active_until: null,
    });
  }
}

/** Accounts of a district. `passwordHash` null: they cannot sign in (the simulated callers of a demo day). */
export function addStaff(
  rows: Rows,
  staff: readonly DemoStaff[],
  about: { districtId: number; ids: ReadonlyMap<string, string>; passwordHash: string | null; createdAt: Date },
): void {
  const { districtId, ids, passwordHash, createdAt } = about;
  for (const { login, name, roles, languages, uiLanguage, areaIds } of staff) {
    const id = ids.get(login) as string;
    rows.app_user.push({
      id,
      login,
      name_en: name.en,
      name_hi: name.hi,
      password_hash: passwordHash,
      must_change_password: false,
      languages: [...languages],
      ui_language: uiLanguage,
      created_at: createdAt,
      disabled_at: null,
    });
    for (const role of roles) rows.user_role.push({ user_id: id, role });
    for (const areaId of areaIds) rows.user_area.push({ user_id: id, district_id: districtId, area_id: areaId });
  }
}
