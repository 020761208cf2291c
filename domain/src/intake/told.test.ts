import { expect, test } from 'vitest';
import { changesTold, type Told } from './told.ts';

const told: Told = {
  name: 'Durgesh Sahu',
  ageYears: 35,
  sex: 'male',
  phones: ['+916100001234'],
  address: 'Near the well',
  areaId: 11,
  sampleOn: '2021-05-07',
  status: 'active',
  conditions: ['diabetes'],
};

test('a list that tells the same changes nothing', () => {
  expect(changesTold(told, JSON.parse(JSON.stringify(told)) as Told)).toEqual([]);
});

test('what a list tells otherwise is named', () => {
  expect(changesTold(told, { ...told, ageYears: 53, phones: ['+916100001235'], status: 'recovered' })).toEqual([
    'ageYears',
    'phones',
    'status',
  ]);
});

test('a cell that was emptied corrects nothing', () => {
  expect(changesTold(told, { ...told, ageYears: null, phones: [], address: null, status: null, conditions: [] })).toEqual([]);
});
