import { useMe } from './use-me.ts';

/** The time zone of the district that is worked in. */
export function useZone(): string {
  const { districts, districtId } = useMe();
  return districts.find(({ id }) => id === districtId)?.timeZone ?? 'Asia/Kolkata';
}
