import { totalsTable } from '../cli/totals-table.ts';
import type { DayReport, EscalationReport, Spread } from './day-report.ts';

/** The report of a simulated day for a terminal. */
export function dayReportText(report: DayReport): string {
  const { room, callsPerCaller } = report;
  return [
    `A simulated day, ${report.day}: ${report.due} people due, ${report.callers} callers`,
    ...report.ledger.flatMap(({ programmeId, totals }) => ['', `Ledger of ${programmeId}`, totalsTable(totals)]),
    '',
    'The room',
    `  calls                    ${room.calls}, of which ${room.answered} answered (${percent(room.answered / Math.max(1, room.calls))})`,
    `  calls per caller         ${spreadText(callsPerCaller)}`,
    `  people reached           ${report.peopleReachedPerCaller.toFixed(1)} per caller-day`,
    `  attempts per reached     ${report.attemptsPerPersonReached?.toFixed(2) ?? 'nobody was reached'}`,
    `  busy share               ${percent(room.busyShare)}, bound H/(H+T) ${percent(room.bound)}`,
    `  without work             ${(room.withoutWorkSeconds / 3600).toFixed(1)} caller-hours`,
    '',
    'Escalations',
    ...escalationLines('red', report.red),
    ...escalationLines('amber', report.amber),
    '',
    'Checks',
    ...report.checks.map(
      ({ rule, broken }) => `  ${broken === 0 ? 'holds ' : 'BROKEN'}  ${rule}${broken === 0 ? '' : `: ${broken}`}`,
    ),
    '',
    'Wall time',
    ...Object.entries(report.wallSeconds).map(([stage, seconds]) => `  ${stage.padEnd(24)} ${seconds.toFixed(1)} s`),
  ].join('\n');
}

function escalationLines(level: string, { raised, toRaised, acknowledged, inTime, toAcknowledged }: EscalationReport): string[] {
  const minutes = (times: Spread | null) => (times === null ? 'none' : `${spreadText(times, 60)} min`);
  return [
    `  ${level.padEnd(8)} ${raised} raised; from the answer to the escalation ${minutes(toRaised)}`,
    `           ${acknowledged} acknowledged, ${inTime} in time; from the escalation to a doctor ${minutes(toAcknowledged)}`,
  ];
}

function spreadText({ least, median, most }: Spread, unit = 1): string {
  const [low, middle, high] = [least, median, most].map((value) => String(Math.round((10 * value) / unit) / 10));
  return `${low} to ${high}, median ${middle}`;
}

function percent(share: number | null): string {
  return share === null ? 'unknown' : `${(100 * share).toFixed(1)} %`;
}
