import type { Measure, Protocol, Triage, TriageRule } from '@kshem/domain/protocol/protocol.ts';
import { both, type Described, type Line, lines, type Words } from './lines.ts';

type Sources = Protocol['sources'];

/** A rule: when it fires, what it means, what the caller does, and who says so. */
export function describeRule(rule: TriageRule, protocol: Protocol, words: Words): Described {
  const { t, say } = words;
  const { id, when, level, reason, action, source, needs, remeasure, raise } = rule;
  return {
    id,
    title: t('protocol.ruleTitle', { id, reason: say(reason) }),
    lines: lines(
      { key: 'level', label: t('protocol.level'), value: t(`level.${level}`) },
      { key: 'when', label: t('protocol.when'), value: when, code: true },
      { key: 'reason', label: t('protocol.reason'), value: both(reason) },
      { key: 'action', label: t('protocol.action'), value: both(action) },
      needs ? { key: 'needs', label: t('protocol.raises'), value: needNames(needs, protocol, words) } : null,
      remeasure
        ? {
            key: 'remeasure',
            label: t('protocol.remeasure'),
            value: t('protocol.remeasureAfter', { question: remeasure.linkId, count: remeasure.afterMinutes }),
          }
        : null,
      raise ? { key: 'raise', label: t('protocol.raised'), value: t('protocol.raisedYes') } : null,
      sourceLine(source, protocol.sources, words),
    ),
  };
}

export function describeFact({ name, type, when }: Triage['facts'][number], { t }: Words): Described {
  return {
    id: name,
    title: name,
    lines: lines(
      { key: 'type', label: t('protocol.kind'), value: t(`protocol.factType.${type}`) },
      { key: 'when', label: t('protocol.when'), value: when, code: true },
    ),
  };
}

export function describeMeasure(measure: Measure, { t }: Words): Described {
  const { name, kind } = measure;
  const how = { key: 'how', label: t('protocol.measured') };
  switch (kind) {
    case 'days-in-a-row':
    case 'days-without':
      return {
        id: name,
        title: name,
        lines: [
          { ...how, value: t(`protocol.measure.${kind}`) },
          { key: 'when', label: t('protocol.when'), value: measure.when, code: true },
        ],
      };
    case 'fall-from-usual':
      return {
        id: name,
        title: name,
        lines: [{ ...how, value: t('protocol.measure.fall-from-usual', { question: measure.linkId }) }],
      };
    case 'nth-lowest':
      return {
        id: name,
        title: name,
        lines: [
          {
            ...how,
            value: t('protocol.measure.nth-lowest', {
              question: measure.linkId,
              nth: measure.nth,
              minutes: measure.withinMinutes,
            }),
          },
        ],
      };
  }
}

/** What stands over all rules: the high-risk tier, what an undecided rule means, how soon each level is escalated. */
export function describeTriage({ triage, sources }: Protocol, words: Words): Described {
  const { t, number } = words;
  const { raise, undecidedLevel, escalate } = triage;
  const urgent = Object.entries(escalate).map(([level, { withinMinutes }]) => ({
    key: `escalate-${level}`,
    label: t(`level.${level as 'red'}`),
    value: t('protocol.toDoctorWithin', { minutes: number(withinMinutes) }),
  }));
  return {
    id: 'triage',
    title: t('protocol.overRules'),
    lines: lines(
      ...urgent,
      { key: 'undecided', label: t('protocol.undecided'), value: t(`level.${undecidedLevel}`) },
      raise ? { key: 'raise', label: t('protocol.highRisk'), value: both(raise.reason) } : null,
      raise ? { key: 'raise-when', label: t('protocol.when'), value: raise.when, code: true } : null,
      raise ? sourceLine(raise.source, sources, words) : null,
    ),
  };
}

export function sourceLine(keys: readonly string[], sources: Sources, { t }: Words): Line {
  return { key: 'source', label: t('protocol.source'), value: keys.map((key) => `${key}: ${sources[key] ?? ''}`).join('\n') };
}

function needNames(codes: readonly string[], { needKinds }: Protocol, { say }: Words): string {
  return codes
    .map((code) => needKinds.find((kind) => kind.code === code))
    .map((kind, i) => (kind ? say(kind.title) : (codes[i] ?? '')))
    .join(', ');
}
