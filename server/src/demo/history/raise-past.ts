/** Needs and escalations of the past with what the field teams, officers and doctors did about them up to the end of the past. */
import { escalationFor } from '@kshem/domain/escalation/deadline.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import { type NeedAction, type NeedStatus, nextNeed } from '@kshem/domain/need/need-state.ts';
import { confirmWithinHours } from '@kshem/domain/need/next-officer.ts';
import { needDueAt } from '@kshem/domain/need/overdue.ts';
import { priorityOf } from '@kshem/domain/need/priority.ts';
import type { NeedKind } from '@kshem/domain/protocol/protocol.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { TriageResult } from '@kshem/domain/triage/triage.ts';
import { createRandom, type Random } from '../../telephony/simulated/random.ts';
import type { Rows } from '../rows.ts';
import { countPast, districtId, type Followed, type Past, seconds, zone } from './past.ts';

export type NeedOfPast = {
  readonly kind: string;
  readonly cause: string;
  readonly at: Date;
  readonly by: string | null;
  readonly submissionId?: string;
};

/** One that somebody is waited for already is not raised again; one that was fulfilled and is wanted again is left to its story. */
export function raisePastNeed(past: Past, followed: Followed, raised: NeedOfPast): void {
  const { ids, person } = followed.enrolled;
  const key = `${ids.personId} ${raised.kind}`;
  const before = past.needs.get(key);
  if (before && (before.closed_at == null || (before.closed_at as Date) > raised.at)) return;
  const kind = kindOf(followed, raised.kind);
  const need: Rows['need'][number] = {
    district_id: districtId,
    id: past.newId(raised.at),
    person_id: ids.personId,
    household_id: ids.householdId,
    episode_id: ids.episodeId,
    area_id: person.areaId,
    programme_id: person.programme,
    kind: raised.kind,
    status: 'open',
    cause: raised.cause,
    owner_unit: kind.owner,
    assigned_to: null,
    detail: null,
    raised_at: raised.at,
    raised_by: raised.by,
    submission_id: raised.submissionId ?? null,
    due_at: needDueAt(kind, raised.at),
    promised_at: null,
    closed_at: null,
    reopened: 0,
    updated_at: raised.at,
    ...asRaised(kind, raised.at, createRandom(`${past.seed}/said/${person.key}/${raised.kind}/${raised.at.toISOString()}`)),
  };
  past.needs.set(key, need);
  past.rows.need.push(need);
  addNeedEvent(past, need, { action: 'need-raised', at: raised.at, by: raised.by });
  countPast(past, followed, localDate(raised.at, zone), 'needs-raised');
  liveOut(past, need, kind, createRandom(`${past.seed}/need/${person.key}/${raised.kind}/${raised.at.toISOString()}`));
}

/** What the caller asked and told on that call. */
function asRaised(kind: NeedKind, at: Date, random: Random) {
  const asked = (kind.asks ?? []).map(({ code, options }) => [code, options ? random.pick(options).code : sayings[code]]);
  const answered = asked.filter(([, answer]) => answer !== undefined);
  return {
    priority: priorityOf(kind),
    asked: answered.length > 0 ? Object.fromEntries(answered) : null,
    code: kind.proof === 'code' ? String(1000 + Math.floor(random.next() * 9000)) : null,
    code_wrong: 0,
    failed: 0,
    delivered_at: null,
    delivered_by: null,
    proof: null,
    escalated_to: null,
    escalate_at: needDueAt(kind, at),
    outcome: null,
    outcome_on: null,
  };
}

const sayings: Readonly<Record<string, string>> = {
  'how-many': '4',
  which: 'मेटफ़ॉर्मिन 500',
  left: '2',
  landmark: 'हनुमान मंदिर के पीछे',
  about: 'साँस और थकान',
};

function kindOf({ compiled }: Followed, code: string): NeedKind {
  const own = compiled.protocol.needKinds.find((kind) => kind.code === code);
  const found = own ?? Object.values(deskNeedKinds).find((kind) => kind.code === code);
  if (!found) throw new Error('A need of a kind that nobody knows');
  return found;
}

/** Most are taken up within hours and met in time; some late; some wait, and a few are declined with a reason. */
function liveOut(past: Past, need: Rows['need'][number], kind: NeedKind, random: Random): void {
  const owner = ownerOf(past, need, kind.owner, random);
  const hours = kind.withinHours * 3600;
  if (random.chance(kind.withinHours <= 2 ? 0.02 : 0.08)) return;
  let at = workingTime(seconds(need.raised_at as Date, hours * (0.05 + 0.25 * random.next())), random);
  const act = (action: NeedAction, changes: Partial<Rows['need'][number]>, note: string | null = null): boolean => {
    const moved = nextNeed(need.status as NeedStatus, action);
    if (moved.kind !== 'moved' || at > past.until) return false;
    Object.assign(need, changes, { status: moved.status, updated_at: at });
    addNeedEvent(past, need, { action: moved.event, at, by: owner, note });
    return true;
  };
  if (!act('assign', { assigned_to: owner })) return;
  if (random.chance(0.06)) {
    at = workingTime(seconds(at, 3600 + hours * 0.4 * random.next()), random);
    act('decline', { closed_at: at, escalate_at: null }, random.pick(['पता नहीं मिला', 'पहले ही मिल चुका', 'ज़रूरत नहीं रही']));
    return;
  }
  at = workingTime(seconds(at, 1800 + hours * random.exponential(0.55)), random);
  // Nobody took photos of a past that was made up.
  const proof = kind.proof === 'photo' ? 'note' : (kind.proof ?? 'none');
  if (!act('fulfil', { delivered_at: at, delivered_by: owner, proof, escalate_at: seconds(at, confirmWithinHours * 3600) }))
    return;
  at = workingTime(seconds(at, 86_400 * (0.6 + 0.8 * random.next())), random);
  if (random.chance(0.75)) act('confirm', { closed_at: at, escalate_at: null });
}

/** Nobody brings rations at night. */
function workingTime(at: Date, random: Random): Date {
  const minutes = (at.getTime() / 60_000 + 330) % 1440;
  if (minutes >= 510 && minutes < 1200) return at;
  const untilMorning = minutes < 510 ? 510 - minutes : 1440 + 510 - minutes;
  return seconds(at, (untilMorning + 90 * random.next()) * 60);
}

const units: Readonly<Record<NeedKind['owner'], readonly string[]>> = {
  field: ['field-town', 'field-south'],
  doctor: ['dr-nivedita', 'dr-imran'],
  supervisor: ['meera', 'farhan'],
  officer: ['sp'],
};

/** The field teams have their own blocks: the town and the north, or the south. */
function ownerOf(past: Past, { area_id }: Rows['need'][number], unit: NeedKind['owner'], random: Random): string {
  const [first = '', second] = units[unit];
  const southern = Math.floor(area_id / 100) >= 900_104;
  const login = unit === 'field' ? (southern && second ? second : first) : random.pick(units[unit]);
  return past.staff.get(login) as string;
}

function addNeedEvent(
  past: Past,
  need: Rows['need'][number],
  { action, at, by, note = null }: { action: string; at: Date; by: string | null; note?: string | null },
): void {
  past.rows.need_event.push({
    district_id: districtId,
    id: past.newId(at),
    need_id: need.id,
    area_id: need.area_id,
    action,
    status: need.status,
    at,
    by_user: by,
    note,
  });
}

export type EscalationOfPast = {
  readonly result: TriageResult;
  readonly at: Date;
  readonly by: string;
  readonly submissionId: string;
};

/** An episode has one open: while it is, a further red flag is heard by the same doctor. */
export function raisePastEscalation(past: Past, followed: Followed, { result, at, by, submissionId }: EscalationOfPast): void {
  const { ids, person } = followed.enrolled;
  const before = past.escalations.get(ids.episodeId);
  const due = escalationFor(followed.compiled.protocol.triage.escalate, result.level, at);
  if (due === null || (before && (before.resolved_at == null || (before.resolved_at as Date) > at))) return;
  const escalation: Rows['escalation'][number] = {
    district_id: districtId,
    id: past.newId(at),
    person_id: ids.personId,
    episode_id: ids.episodeId,
    area_id: person.areaId,
    programme_id: person.programme,
    level: result.level,
    status: 'raised',
    rule_ids: result.reasons.filter(({ level }) => level === result.level).map(({ ruleId }) => ruleId),
    owner_unit: due.to,
    raised_at: at,
    due_at: due.dueAt,
    submission_id: submissionId,
    acknowledged_at: null,
    acknowledged_by: null,
    resolved_at: null,
    resolved_by: null,
    resolution: null,
    updated_at: at,
  };
  past.escalations.set(ids.episodeId, escalation);
  past.rows.escalation.push(escalation);
  addEscalationEvent(past, escalation, 'escalation-raised', at, by);
  countPast(past, followed, localDate(at, zone), 'escalations-raised');
  attend(past, escalation, due.dueAt, createRandom(`${past.seed}/escalation/${person.key}/${at.toISOString()}`));
}

/** Nine in ten are acknowledged in time, the rest late; a few are still open when the past ends. */
function attend(past: Past, escalation: Rows['escalation'][number], dueAt: Date, random: Random): void {
  const raisedAt = escalation.raised_at as Date;
  const allowed = (dueAt.getTime() - raisedAt.getTime()) / 1000;
  const doctor = past.staff.get(random.pick(units.doctor)) as string;
  const acknowledgedAt = seconds(raisedAt, allowed * (random.chance(0.9) ? 0.1 + 0.7 * random.next() : 1.1 + random.next()));
  if (acknowledgedAt > past.until || random.chance(0.02)) return;
  Object.assign(escalation, {
    status: 'acknowledged',
    acknowledged_at: acknowledgedAt,
    acknowledged_by: doctor,
    updated_at: acknowledgedAt,
  });
  addEscalationEvent(past, escalation, 'escalation-acknowledged', acknowledgedAt, doctor);
  const resolvedAt = seconds(acknowledgedAt, 600 + random.exponential(3 * 3600));
  if (resolvedAt > past.until) return;
  const resolution = random.pick(
    escalation.level === 'red'
      ? ['admitted', 'ambulance-sent', 'seen-at-home']
      : ['advised-by-phone', 'advised-by-phone', 'seen-at-home'],
  );
  Object.assign(escalation, {
    status: 'resolved',
    resolved_at: resolvedAt,
    resolved_by: doctor,
    resolution,
    updated_at: resolvedAt,
  });
  addEscalationEvent(past, escalation, 'escalation-resolved', resolvedAt, doctor);
}

function addEscalationEvent(past: Past, escalation: Rows['escalation'][number], action: string, at: Date, by: string): void {
  past.rows.escalation_event.push({
    district_id: districtId,
    id: past.newId(at),
    escalation_id: escalation.id,
    area_id: escalation.area_id,
    action,
    status: escalation.status,
    at,
    by_user: by,
    note: null,
  });
}
