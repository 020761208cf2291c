import { describe, expect, test } from 'vitest';
import { areaFinder, type ListedArea } from './area-finder.ts';

const area = (id: number, parentId: number, level: ListedArea['level'], ...names: string[]): ListedArea => ({
  id,
  parentId,
  level,
  names,
});
const find = areaFinder(1, [
  area(10, 1, 'block', 'North', 'उत्तर'),
  area(20, 1, 'block', 'South', 'दक्षिण'),
  area(11, 10, 'ward', 'Ward 1', 'वार्ड 1'),
  area(12, 10, 'village', 'Ambagaon', 'आंबागांव'),
  area(21, 20, 'ward', 'Ward 1', 'वार्ड 1'),
  area(22, 20, 'ward', 'Ward 2', 'वार्ड 2'),
]);
const nowhere = { ward: null, village: null, localBody: null, block: null };

describe('where a row of a list lives', () => {
  test('a ward or village is found in either script', () => {
    expect(find({ ...nowhere, ward: 'वार्ड क्र. 02' })).toEqual({ areaId: 22, exact: true });
    expect(find({ ...nowhere, village: 'आंबागांव' })).toEqual({ areaId: 12, exact: true });
  });

  test('a name borne twice is told apart by the block, and never guessed without it', () => {
    expect(find({ ...nowhere, ward: '1', block: 'दक्षिण' })).toEqual({ areaId: 21, exact: true });
    expect(find({ ...nowhere, ward: '1' })).toEqual({ areaId: 1, exact: false });
  });

  test('an unknown place goes to its block, else to the district', () => {
    expect(find({ ...nowhere, ward: '99', block: 'North' })).toEqual({ areaId: 10, exact: false });
    expect(find({ ...nowhere, village: 'Elsewhere' })).toEqual({ areaId: 1, exact: false });
  });

  test('a place that only another block has is believed over a block that does not have it', () => {
    expect(find({ ...nowhere, ward: 'Ward 2', block: 'North' })).toEqual({ areaId: 22, exact: true });
  });
});
