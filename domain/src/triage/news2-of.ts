import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import { itemWithCode, loinc } from '../questionnaire/suspect-values.ts';
import { variableName } from './environment.ts';
import type { TriageInput } from './input.ts';
import { type PartialNews2, partialNews2, type Vitals } from './partial-news2.ts';
import type { Situation } from './three-valued.ts';

/** NEWS2 is for people of 16 and over (Royal College of Physicians). */
const adultFrom = 16;

/** The partial score of this call, from the items that carry LOINC codes. Null without any vital sign, or when not known to be adult. */
export function news2Of(compiled: CompiledProtocol, { person }: TriageInput, situation: Situation): PartialNews2 | null {
  if ((person.ageYears ?? 0) < adultFrom) return null;
  const read = (codes: readonly string[]): number | undefined => {
    const item = itemWithCode(compiled.items, codes);
    const value = item && situation.peek(variableName(item.linkId));
    return typeof value === 'number' ? value : undefined;
  };
  const lungDisease = person.conditions.includes('chronic-lung-disease') || (person.usualSpo2 ?? null) !== null;
  const oxygen = lungDisease ? undefined : read(loinc.oxygen);
  const vitals = withoutGaps({
    respiratoryRate: read(loinc.breathing),
    spo2: oxygen,
    pulse: read(loinc.pulse),
    temperatureF: read(loinc.temperature),
    alert: alertness(compiled, situation),
  });
  return Object.keys(vitals).length === 0 ? null : partialNews2(vitals);
}

/** Code of the question that asks whether the person is confused or cannot be roused; our own, for want of a fitting LOINC one. */
const confusion = ['kshem-confusion'];

function alertness(compiled: CompiledProtocol, situation: Situation): boolean | undefined {
  const item = itemWithCode(compiled.items, confusion);
  const confused = item && situation.peek(variableName(item.linkId));
  return typeof confused === 'boolean' ? !confused : undefined;
}

function withoutGaps(vitals: { [K in keyof Vitals]-?: Vitals[K] | undefined }): Vitals {
  return Object.fromEntries(Object.entries(vitals).filter(([, value]) => value !== undefined));
}
