import { describe, expect, test } from 'vitest';
import { demoAreas } from './district.ts';
import { demoOutlines } from './map.ts';

describe('the map of Shantipur', () => {
  test('has every ward and village once, each outline closed', () => {
    const wanted = demoAreas.filter(({ level }) => level === 'ward' || level === 'village').map(({ id }) => id);
    expect(new Set(demoOutlines().map(({ areaId }) => areaId))).toEqual(new Set(wanted));
    for (const { outline } of demoOutlines()) for (const ring of outline.coordinates) expect(ring.at(-1)).toEqual(ring[0]);
  });

  test('runs clockwise, as the web map wants what lies inside', () => {
    for (const { outline } of demoOutlines()) {
      const [ring = []] = outline.coordinates;
      const area = ring.reduce((sum, [x, y], i) => {
        const [nx, ny] = ring[(i + 1) % ring.length] ?? [0, 0];
        return sum + (nx - x) * (ny + y);
      }, 0);
      expect(area).toBeGreaterThan(0);
    }
  });
});
