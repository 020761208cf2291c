import { dueCheckIns } from '@kshem/domain/schedule/due-check-ins.ts';
import { dayOfFollowUp } from '@kshem/domain/schedule/end-of-follow-up.ts';
import { addDays, type LocalDate, localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { countPast, districtId, endPast, type Followed, nothingToday, type Past, zone } from './past.ts';
import { silentThrough, stateOf } from './standing.ts';

/** When the timetable plans the day. */
const planningTime = '07:00';

/** The morning of a day of the past: whose follow-up is over is ended, and everybody else's check-ins are planned. */
export function planPastDay(past: Past, on: LocalDate): void {
  for (const followed of past.followed) {
    followed.today = nothingToday();
    const { row, enrolled, compiled } = followed;
    if (row.status !== 'active' || enrolled.episode.openedOn > on) continue;
    if (isLost(past, followed, on)) {
      endPast(followed, 'lost-to-follow-up', instantAt(on, planningTime, zone));
      continue;
    }
    const due = dueCheckIns(compiled.protocol, toPlan(followed), on, zone);
    if (due.length === 0 && isOver(followed, on)) endPast(followed, 'completed', instantAt(on, planningTime, zone));
    for (const checkIn of due) {
      addPastCheckIn(past, followed, on, checkIn);
      countPast(past, followed, on, 'due');
    }
  }
}

/** Puts a check-in on that day's desk. */
export function addPastCheckIn(
  past: Past,
  { enrolled, today }: Followed,
  on: LocalDate,
  { slot, kind, dueAt, deadlineAt }: { slot: number; kind: string; dueAt: Date; deadlineAt: Date },
): void {
  const { ids, person, openedAt } = enrolled;
  const row = {
    district_id: districtId,
    due_on: on,
    id: past.newId(instantAt(on, planningTime, zone)),
    episode_id: ids.episodeId,
    person_id: ids.personId,
    household_id: ids.householdId,
    programme_id: person.programme,
    area_id: person.areaId,
    slot,
    kind,
    due_at: dueAt,
    deadline_at: deadlineAt,
    state: 'planned',
    completed_at: null,
    level: null,
  };
  past.rows.check_in.push(row);
  // The first of the day is open as soon as the room is; later ones in their part of the day.
  today.open.push({ row, dueAt: slot === 0 ? openedAt : dueAt, closed: false });
}

function toPlan({ row, enrolled, answered }: Followed) {
  const last = answered.at(-1);
  return {
    status: 'active' as const,
    openedAt: enrolled.openedAt,
    onsetOn: enrolled.episode.onsetOn,
    sampleOn: enrolled.episode.sampleOn,
    lastLevel: last?.level ?? null,
    lastAnsweredOn: last === undefined ? null : localDate(new Date(last.at), zone),
    highRisk: row.high_risk,
    plannedThroughOn: null,
    mayEnd: row.may_end === true,
  };
}

/** A supervisor gives up after some days on somebody without a number that works, whom the field teams did not find either. */
function isLost(past: Past, followed: Followed, on: LocalDate): boolean {
  const { personId, contactPointIds } = followed.enrolled.ids;
  if (contactPointIds.some((id) => stateOf(past, personId, id) === 'usable')) return false;
  return silentThrough(followed, addDays(on, -1)) >= daysUntilLost;
}

const daysUntilLost = 4;

function isOver({ row, compiled, enrolled }: Followed, on: LocalDate): boolean {
  const { schedule, ending } = compiled.protocol;
  const { onsetOn, sampleOn } = enrolled.episode;
  const dates = { openedAt: enrolled.openedAt, onsetOn, sampleOn };
  return row.may_end === true && !ending.doctorConfirms && dayOfFollowUp(schedule, dates, on, zone) > schedule.lastDay;
}
