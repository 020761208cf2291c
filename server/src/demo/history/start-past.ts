import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { type Enrolled, newEpisode } from '../people-rows.ts';
import type { Rows } from '../rows.ts';
import { type Followed, nothingToday, type Past } from './past.ts';

/** The past before its first day: everybody enrolled, nobody called. `rows` holds the people and their numbers already. */
export function startPast(about: {
  readonly rows: Rows;
  readonly seed: string;
  readonly newId: (at: Date) => string;
  readonly staff: ReadonlyMap<string, string>;
  readonly until: Date;
  readonly enrolled: readonly Enrolled[];
  readonly compiled: (programme: string) => CompiledProtocol;
}): Past {
  const { rows, enrolled, compiled } = about;
  const followed = enrolled.map(
    (one): Followed => ({
      enrolled: one,
      compiled: compiled(one.person.programme),
      row: newEpisode(one),
      answered: [],
      today: nothingToday(),
    }),
  );
  return {
    rows,
    seed: about.seed,
    newId: about.newId,
    staff: about.staff,
    until: about.until,
    followed,
    households: Map.groupBy(followed, (one) => one.enrolled.person.householdKey),
    numbers: {
      number: new Map(rows.contact_point.map((row) => [row.id, row])),
      wrong: new Map(rows.person_contact_point.map((row) => [`${row.person_id} ${row.contact_point_id}`, row])),
    },
    people: new Map(rows.person.map((row) => [row.id, row])),
    counters: new Map(),
    escalations: new Map(),
    needs: new Map(),
  };
}
