import { addHours } from '@kshem/domain/time/instant.ts';
import { demoAmbulances, demoFacilities } from '../../../demo/hospitals.ts';
import type { Rows } from './rows.ts';

/** Hospitals, centres and ambulances of the demonstration, told of some hours before `now` by those whose work it is. */
export function addHospitals(
  rows: Rows,
  about: { districtId: number; staff: ReadonlyMap<string, string>; newId: (at: Date) => string; now: Date; today: string },
): void {
  const { districtId, staff, newId, now, today } = about;
  const at = (hoursAgo: number) => addHours(now, -hoursAgo);
  for (const { kind, name, areaId, phone, beds, clerks, places = [] } of demoFacilities) {
    const id = newId(now);
    const facility = { district_id: districtId, id, area_id: areaId, kind, phone, closed_at: null, updated_at: now };
    rows.facility.push({ ...facility, name_en: name.en, name_hi: name.hi });
    const own = { district_id: districtId, facility_id: id };
    const told_by = staff.get(clerks[0] ?? 'meera') as string;
    for (const { toldHoursAgo, free, ...bed } of beds) {
      const told =
        toldHoursAgo === null ? { free: null, true_at: null, told_by: null } : { free, true_at: at(toldHoursAgo), told_by };
      rows.facility_bed.push({ ...own, ...bed, held: 0, ...told });
    }
    for (const login of clerks) rows.facility_clerk.push({ ...own, user_id: staff.get(login) as string });
    for (const day of places) rows.centre_day.push({ ...own, ...day, day: today, true_at: at(2), told_by });
  }
  for (const { callSign, toldHoursAgo, ...ambulance } of demoAmbulances) {
    const told = { true_at: at(toldHoursAgo), told_by: staff.get('meera') as string };
    rows.ambulance.push({ district_id: districtId, id: newId(now), call_sign: callSign, ...ambulance, ...told });
  }
}
