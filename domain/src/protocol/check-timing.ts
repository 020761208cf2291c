import type { Disposition } from '../attempt/disposition.ts';
import type { Finding } from './finding.ts';
import { levels, type Protocol } from './protocol.ts';

/** Calls that cannot be made, retries that contradict each other, and levels that nobody would act on in time. */
export function checkTiming(protocol: Protocol): readonly Finding[] {
  return [
    ...checkWindow(protocol),
    ...checkParts(protocol),
    ...checkRetry(protocol),
    ...checkSchedule(protocol),
    ...checkUrgency(protocol),
  ];
}

function checkWindow({ callingWindow: { from, to, closedWeekdays } }: Protocol): readonly Finding[] {
  const findings: Finding[] = [];
  if (from >= to) findings.push(error('bad-window', 'callingWindow', 'It closes before it opens.'));
  if (new Set(closedWeekdays).size === 7) findings.push(error('bad-window', 'callingWindow', 'Every weekday is closed.'));
  return findings;
}

function checkParts({ reach: { partsOfDay }, callingWindow }: Protocol): readonly Finding[] {
  return partsOfDay.flatMap(({ name, from, to }, index) => {
    const before = partsOfDay[index - 1];
    const where = `reach.partsOfDay.${name}`;
    if (from >= to) return [error('bad-part-of-day', where, 'It ends before it begins.')];
    if (before && before.to > from) return [error('bad-part-of-day', where, `It begins before ${before.name} ends.`)];
    const outside = from < callingWindow.from || to > callingWindow.to;
    return outside ? [warning('part-outside-window', where, 'Part of it lies outside the calling window.')] : [];
  });
}

/** Nobody is rung again after these; a retry would be an outrage or a waste. */
const final: ReadonlySet<Disposition> = new Set([
  'answered-complete',
  'proxy',
  'died',
  'opt-out',
  'hospitalised',
  'shifted-elsewhere',
  'invalid-number',
  'wrong-person',
  'duplicate',
  'already-called',
]);

function checkRetry({ reach }: Protocol): readonly Finding[] {
  const findings: Finding[] = [];
  if (reach.maxAttemptsPerDay < 1) findings.push(error('bad-retry', 'reach.maxAttemptsPerDay', 'At least one attempt a day.'));
  if (reach.minGapMinutes < 1) findings.push(error('bad-retry', 'reach.minGapMinutes', 'At least one minute between attempts.'));
  if (reach.silentDays < 1) findings.push(error('bad-retry', 'reach.silentDays', 'At least one day.'));
  for (const [disposition, waits] of Object.entries(reach.retry)) {
    const where = `reach.retry.${disposition}`;
    if (final.has(disposition as Disposition)) findings.push(error('bad-retry', where, 'Nobody is tried again after this.'));
    if (waits.length >= reach.maxAttemptsPerDay)
      findings.push(warning('retry-never-used', where, 'More waits than attempts in a day.'));
    for (const wait of waits) {
      if (wait === 'next-part' && reach.partsOfDay.length < 2)
        findings.push(error('bad-retry', where, 'There is no other part of the day.'));
      if (wait !== 'next-part' && wait < reach.minGapMinutes)
        findings.push(error('bad-retry', where, `${wait} minutes is less than minGapMinutes.`));
    }
  }
  return findings;
}

function checkSchedule({ schedule, ending }: Protocol): readonly Finding[] {
  const findings: Finding[] = [];
  const cadences = { ...schedule.cadence, highRisk: schedule.highRisk };
  for (const [level, { everyDays, perDay }] of Object.entries(cadences)) {
    const whole = [everyDays, perDay].every((value) => Number.isInteger(value) && value >= 1);
    if (!whole || (everyDays > 1 && perDay > 1)) {
      findings.push(error('bad-cadence', `schedule.cadence.${level}`, 'Either every n days once, or n times every day.'));
    }
  }
  const [red, amber, yellow, green] = levels.map((level) => schedule.cadence[level].perDay / schedule.cadence[level].everyDays);
  if (!(Number(red) >= Number(amber) && Number(amber) >= Number(yellow) && Number(yellow) >= Number(green))) {
    findings.push(
      warning('cadence-order', 'schedule.cadence', 'A more urgent level is called less often than a less urgent one.'),
    );
  }
  if (schedule.lastDay < ending.earliestDay) {
    findings.push(error('schedule-too-short', 'schedule.lastDay', 'Calls stop before follow-up may end.'));
  }
  return findings;
}

function checkUrgency({ triage: { escalate, undecidedLevel } }: Protocol): readonly Finding[] {
  const findings: Finding[] = [];
  if (undecidedLevel === 'green') {
    findings.push(
      error(
        'undecided-passes',
        'triage.undecidedLevel',
        'An unanswered danger sign would count as fine; choose at least yellow.',
      ),
    );
  }
  if (!escalate.red)
    findings.push(error('no-escalation', 'triage.escalate.red', 'Red must reach someone; say whom and within how many minutes.'));
  if (escalate.red && escalate.amber && escalate.amber.withinMinutes < escalate.red.withinMinutes) {
    findings.push(error('no-escalation', 'triage.escalate', 'Amber would be acted on before red.'));
  }
  return findings;
}

function error(code: string, where: string, message: string): Finding {
  return { severity: 'error', code, where, message };
}

function warning(code: string, where: string, message: string): Finding {
  return { severity: 'warning', code, where, message };
}
