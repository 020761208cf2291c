import { lineOf } from '@kshem/domain/escalation/line.ts';
import type { Text } from '@kshem/domain/text.ts';
import type { Deps } from '../deps.ts';
import type { ListedEscalation } from './list-queries.ts';

/** An escalation as the screens show it: what raised it in the words of the version the episode is on, with its sources. */
export async function shownEscalation(deps: Pick<Deps, 'protocols'>, row: ListedEscalation, now: Date) {
  const { version, ruleIds, rank: _, areaHi, areaEn, programmeHi, programmeEn, byHi, byEn, ...escalation } = row;
  const { protocol } = await deps.protocols.get(row.programmeId, version);
  const reasons = ruleIds.map((ruleId) => {
    const rule = protocol.triage.rules.find(({ id }) => id === ruleId);
    if (!rule) return { ruleId, text: deskReasons[ruleId] ?? { hi: ruleId, en: ruleId }, action: null, source: [] };
    const source = rule.source.map((key) => protocol.sources[key] ?? key);
    return { ruleId, text: rule.reason, action: rule.action, source };
  });
  return {
    ...escalation,
    line: lineOf(row.line),
    area: { hi: areaHi, en: areaEn },
    programme: { hi: programmeHi, en: programmeEn },
    acknowledgedByName: nameOf(byHi, byEn),
    reasons,
    overdue: escalation.status === 'raised' && escalation.dueAt <= now,
  };
}

export function nameOf(hi: string | null, en: string | null): Text | null {
  return hi === null || en === null ? null : { hi, en };
}

/** Escalations that no rule raised. */
const deskReasons: Readonly<Record<string, Text>> = {
  'told-died': { hi: 'मृत्यु की सूचना मिली', en: 'Told that the person died' },
};
