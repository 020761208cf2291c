import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type {
  AdviceCard,
  CallingWindow,
  EndingRule,
  NeedKind,
  Protocol,
  ReachLadder,
  Schedule,
} from '@kshem/domain/protocol/protocol.ts';
import { sourceLine } from './describe-rules.ts';
import { both, type Described, lines, type Words } from './lines.ts';

export function describeSchedule({ from, lastDay, cadence, firstCallWithinHours, highRisk }: Schedule, words: Words): Described {
  const { t } = words;
  const often = ({ everyDays, perDay }: Schedule['highRisk']) => t('protocol.often', { count: perDay, days: everyDays });
  const after = (['new', 'green', 'yellow', 'amber', 'red'] as const).map((level) => ({
    key: `cadence-${level}`,
    label: level === 'new' ? t('protocol.beforeFirst') : t('protocol.afterLevel', { level: t(`level.${level}`) }),
    value: often(cadence[level]),
  }));
  return {
    id: 'schedule',
    title: t('protocol.part.schedule'),
    lines: lines(
      { key: 'from', label: t('protocol.dayZero'), value: t(`protocol.countedFrom.${from}`) },
      { key: 'last', label: t('protocol.lastDay'), value: t('protocol.dayNumber', { day: lastDay }) },
      { key: 'first', label: t('protocol.firstCall'), value: t('protocol.withinHours', { count: firstCallWithinHours }) },
      ...after,
      { key: 'high-risk', label: t('protocol.highRiskAtLeast'), value: often(highRisk) },
    ),
  };
}

export function describeReach(reach: ReachLadder, words: Words): Described {
  const { t, number } = words;
  const { maxAttemptsPerDay, minGapMinutes, partsOfDay, retry, rungs, silentDays } = reach;
  const wait = (one: number | 'next-part') =>
    one === 'next-part' ? t('protocol.nextPart') : t('protocol.minutes', { count: one });
  const again = Object.entries(retry).map(([disposition, waits]) => ({
    key: `retry-${disposition}`,
    label: t(`protocol.disposition.${disposition as Disposition}`),
    value: (waits ?? []).map(wait).join(' → '),
  }));
  return {
    id: 'reach',
    title: t('protocol.part.reach'),
    lines: lines(
      { key: 'max', label: t('protocol.maxAttempts'), value: number(maxAttemptsPerDay) },
      { key: 'gap', label: t('protocol.minGap'), value: t('protocol.minutes', { count: minGapMinutes }) },
      {
        key: 'parts',
        label: t('protocol.partsOfDay'),
        value: partsOfDay.map(({ from, to }) => t('protocol.fromTo', { from, to })).join(', '),
      },
      ...again,
      { key: 'rungs', label: t('protocol.whenNumberFails'), value: rungs.map((rung) => t(`protocol.rung.${rung}`)).join(' → ') },
      { key: 'silent', label: t('protocol.silentDays'), value: t('protocol.visitAfterDays', { count: silentDays }) },
    ),
  };
}

export function describeWindow({ from, to, closedWeekdays }: CallingWindow, words: Words): Described {
  const { t } = words;
  return {
    id: 'callingWindow',
    title: t('protocol.part.callingWindow'),
    lines: [
      { key: 'hours', label: t('protocol.hours'), value: t('protocol.fromTo', { from, to }) },
      { key: 'closed', label: t('protocol.closedWeekdays'), value: weekdayNames(closedWeekdays, words) },
    ],
  };
}

/** ISO weekdays in words; "none" for none. */
export function weekdayNames(weekdays: readonly number[], { t }: Words): string {
  const known = [1, 2, 3, 4, 5, 6, 7] as const;
  const named = known.filter((day) => weekdays.includes(day)).map((day) => t(`weekday.${day}`));
  return named.length === 0 ? t('protocol.noWeekday') : named.join(', ');
}

export function describeEnding(ending: EndingRule, sources: Protocol['sources'], words: Words): Described {
  const { t } = words;
  const { earliestDay, when, blocked, allowed, doctorConfirms, source } = ending;
  return {
    id: 'ending',
    title: t('protocol.part.ending'),
    lines: lines(
      { key: 'earliest', label: t('protocol.notBefore'), value: t('protocol.dayNumber', { day: earliestDay }) },
      { key: 'when', label: t('protocol.when'), value: when, code: true },
      { key: 'blocked', label: t('protocol.saidWhileBlocked'), value: both(blocked) },
      { key: 'allowed', label: t('protocol.saidWhenAllowed'), value: both(allowed) },
      { key: 'doctor', label: t('protocol.doctorConfirms'), value: doctorConfirms ? t('ui.yes') : t('ui.no') },
      sourceLine(source, sources, words),
    ),
  };
}

export function describeNeed({ code, title, withinHours, owner, priority, proof, asks = [] }: NeedKind, words: Words): Described {
  const { t, say } = words;
  return {
    id: code,
    title: say(title),
    lines: lines(
      { key: 'title', label: t('protocol.title'), value: both(title) },
      { key: 'within', label: t('protocol.overdueAfter'), value: t('protocol.hoursCount', { count: withinHours }) },
      { key: 'owner', label: t('protocol.owner'), value: t(`role.${owner}`) },
      priority ? { key: 'priority', label: t('protocol.priority'), value: t(`needs.priorities.${priority}`) } : null,
      proof ? { key: 'proof', label: t('protocol.proof'), value: t(`needs.proofs.${proof}`) } : null,
      ...asks.map(({ code: ask, text }) => ({ key: `ask/${ask}`, label: t('protocol.asks'), value: both(text) })),
    ),
  };
}

export function describeAdvice(card: AdviceCard, sources: Protocol['sources'], words: Words): Described {
  const { t, say, date } = words;
  const { code, title, body, effectiveFrom, effectiveUntil, approvedBy, readableBy, when, source } = card;
  return {
    id: code,
    title: say(title),
    lines: lines(
      { key: 'body', label: t('protocol.adviceText'), value: both(body) },
      {
        key: 'dates',
        label: t('protocol.inForce'),
        value:
          effectiveUntil === undefined
            ? t('protocol.fromDate', { from: date(effectiveFrom) })
            : t('protocol.fromUntil', { from: date(effectiveFrom), until: date(effectiveUntil) }),
      },
      when === undefined ? null : { key: 'when', label: t('protocol.when'), value: when, code: true },
      { key: 'readable', label: t('protocol.readableBy'), value: t(`protocol.reader.${readableBy}`) },
      { key: 'approved', label: t('protocol.approvedBy'), value: approvedBy },
      sourceLine(source, sources, words),
    ),
  };
}
