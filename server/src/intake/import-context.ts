import type { FoundArea, Whereabouts } from '@kshem/domain/intake/area-finder.ts';
import type { ListMapping } from '@kshem/domain/intake/guess-mapping.ts';
import type { Told } from '@kshem/domain/intake/told.ts';
import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { isHighRisk } from '../episodes/is-high-risk.ts';

/** What holds for every row of one import. */
export type ImportContext = {
  readonly districtId: number;
  readonly timeZone: string;
  /** Taken for a person's language until they are heard. */
  readonly language: string;
  readonly sourceId: string;
  readonly importId: string;
  readonly programmeId: string;
  readonly version: string;
  /** The day the office made the list. */
  readonly listOn: string;
  readonly now: Date;
  /** In whose name; null: the server itself. */
  readonly userId: string | null;
  /** Local date of now. */
  readonly today: string;
  /** The source's earlier lists were of another programme: people whose row is unchanged may have no episode in this one. */
  readonly isNewToProgramme: boolean;
  readonly mapping: ListMapping;
  readonly findArea: (row: Whereabouts) => FoundArea;
  readonly isHighRisk: (told: Pick<Told, 'ageYears' | 'sex' | 'conditions'>) => boolean;
};

/**
 * Gives the function that says whether what a list tells of a person puts them in the version's high-risk tier. Answers are kept: a
 * list of 100,000 holds some hundred different ages and illnesses, and judging each anew would cost it ten seconds.
 */
export function highRiskJudge(compiled: CompiledProtocol, today: string, timeZone: string): ImportContext['isHighRisk'] {
  const known = new Map<string, boolean>();
  return (person) => {
    const asked = `${person.ageYears}|${person.sex}|${person.conditions.join(',')}`;
    const judged = known.get(asked) ?? isHighRisk(compiled, person, { openedOn: today }, timeZone);
    known.set(asked, judged);
    return judged;
  };
}
