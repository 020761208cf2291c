import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Deps } from '../deps.ts';
import { testDatabase } from '../testing/database.ts';
import { type Clock, givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';
import { givenAnswers } from './given-answers.ts';
import { submitAnswers } from './submit-answers.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
let deps: Deps;
beforeAll(async () => {
  await givenDistrict(db);
  deps = testDeps(db, clock);
});
beforeEach(() => {
  clock.now = tenInTheMorning;
});

test('well', async () => {
  const person = await givenPerson(db);
  const checkIn = await givenCheckIn(db, person);
  const actor = await givenUser(db);
  const result = await submitAnswers(deps, actor, givenAnswers(checkIn));
  console.log(JSON.stringify(result, null, 1));
});
