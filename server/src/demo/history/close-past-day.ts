import { isAnswered } from '@kshem/domain/attempt/disposition-effects.ts';
import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { dayTotals } from '@kshem/domain/report/day-totals.ts';
import { type LedgerRow, ledgerRow, type PersonDay } from '@kshem/domain/report/ledger.ts';
import { fieldVisitDue } from '@kshem/domain/schedule/silence.ts';
import { type LocalDate, localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { asJson } from '../rows.ts';
import { districtId, type Followed, type Past, zone } from './past.ts';
import { raisePastNeed } from './raise-past.ts';
import { silentThrough } from './standing.ts';

/** When the timetable closes the day. */
const closingTime = '22:30';

/** The evening: what nobody answered is missed, the silent get a visit, and each programme's ledger is frozen. As reports/close-day. */
export function closePastDay(past: Past, on: LocalDate): void {
  const closedAt = instantAt(on, closingTime, zone);
  const due = past.followed.filter(({ today }) => today.open.length > 0);
  for (const [programmeId, followed] of Map.groupBy(due, ({ enrolled }) => enrolled.person.programme)) {
    const rows = followed.map((one) => accountFor(past, one, on, closedAt));
    for (const [index, row] of rows.entries()) past.rows.day_ledger_row.push(written(row, followed[index] as Followed, on));
    past.rows.day_ledger.push({
      district_id: districtId,
      day: on,
      programme_id: programmeId,
      revision: 1,
      closed_at: closedAt,
      closed_by: null,
      reason: null,
      totals: asJson(dayTotals(rows)),
    });
  }
}

function accountFor(past: Past, followed: Followed, on: LocalDate, closedAt: Date): LedgerRow {
  const { today, row, compiled } = followed;
  for (const open of today.open) if (open.row.state === 'planned') open.row.state = 'missed';
  const personDay = personDayOf(followed);
  const unheard =
    personDay.completed === 0 && row.status === 'active' && !today.tried.some(({ disposition }) => isAnswered(disposition));
  const level = row.last_level as Level | null;
  if (!unheard || !fieldVisitDue(compiled.protocol.reach, silentThrough(followed, on), level))
    return ledgerRow(on, personDay, zone);
  raisePastNeed(past, followed, { kind: 'home-visit', cause: 'silence', at: closedAt, by: null });
  const { next } = personDay;
  const stands = next !== null && ['callback', 'officer-call', 'verify', 'stop', 'field-visit'].includes(next.next);
  return ledgerRow(
    on,
    stands ? personDay : { ...personDay, next: { next: 'field-visit', need: 'home-visit', reason: 'silent' } },
    zone,
  );
}

function personDayOf({ today, row, enrolled }: Followed): PersonDay {
  const completed = today.open.filter((open) => open.row.state === 'completed');
  return {
    episodeId: enrolled.ids.episodeId,
    personId: enrolled.ids.personId,
    completed: completed.length,
    attempts: today.tried,
    level: (completed.at(-1)?.row.level ?? null) as Level | null,
    claimOpen: false,
    hasNumber: true,
    episode:
      row.status === 'ended'
        ? { status: 'ended', outcome: row.outcome as Outcome }
        : { status: row.status === 'paused' ? 'paused' : 'active' },
    next: today.next,
    nextDueOn: row.next_contact_at == null ? null : localDate(row.next_contact_at as Date, zone),
  };
}

function written(row: LedgerRow, { enrolled }: Followed, on: LocalDate) {
  const { kind, on: nextOn } = row.nextStep;
  return {
    district_id: districtId,
    day: on,
    programme_id: enrolled.person.programme,
    revision: 1,
    episode_id: row.episodeId,
    person_id: row.personId,
    area_id: enrolled.person.areaId,
    status: row.status,
    why: row.why,
    attempts: row.attempts,
    level: row.level,
    next_step: row.nextStep.kind === 'ended' ? `ended:${row.nextStep.outcome}` : kind,
    next_on: nextOn,
  };
}
