import { createRandom } from '../telephony/simulated/random.ts';

/**
 * UUIDs of version 7 whose random part comes from a seed, so that the same seed and day give the same rows, in the same order, with the
 * same addresses. For demonstration data only: anybody could work them out.
 */
export function seededIds(seed: string): (at: Date) => string {
  const random = createRandom(`${seed}/ids`);
  const hex = (digits: number) =>
    Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return (at) => {
    const time = at.getTime().toString(16).padStart(12, '0');
    const variant = (8 + Math.floor(random.next() * 4)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
  };
}
