import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { KeptReason } from '../check-ins/kept-result.ts';
import type { Statement } from '../db/in-trips.ts';

/**
 * What a person's card is made of, one statement a part; all go out in one round trip. What was said stays under the record in which it
 * was written (submissions are never changed), so each part looks at every record that was merged into the person.
 *
 * Plans they rely on: keys throughout; person_household, person_merged, worklist_item_household, episode_person, submission_episode and
 * observation_episode in the one or two months that hold `pastDays`, need_one_open, escalation_one_open. No table is read whole.
 */
export function cardStatements(districtId: number, personId: string, since: string): readonly Statement[] {
  const key = [districtId, personId];
  return [
    { text: personStatement, values: key },
    { text: householdStatement, values: key },
    { text: numbersStatement, values: key },
    { text: episodesStatement, values: key },
    { text: lastAnswersStatement, values: [...key, since] },
    { text: vitalsStatement, values: [...key, since] },
    { text: needsStatement, values: key },
    { text: escalationsStatement, values: key },
  ];
}

/** The record that stands for the person asked for, and all that were merged into it. */
export const who = `
me as (
  select coalesce(q.merged_into, q.id) id from person q where q.district_id = $1 and q.id = $2
), who as (
  select id from me union select m.id from me join person m on m.district_id = $1 and m.merged_into = me.id
)`;

/** As an array, so that the planner takes the index on the person whatever it thinks of the records' number. */
export function ofPerson(table: string): string {
  return `${table}.person_id = any (array(select id from who))`;
}

export type CardPerson = {
  personId: string;
  householdId: string;
  name: string;
  ageYears: number | null;
  ageOn: string | null;
  ageApproximate: boolean;
  sex: 'female' | 'male' | 'other' | null;
  language: string;
  address: string | null;
  areaId: number;
  areaEn: string;
  areaHi: string;
  conditions: string[];
  pregnant: boolean | null;
  usualSpo2: number | null;
  highRisk: boolean;
  deceasedAt: Date | null;
  doNotCallAt: Date | null;
  doNotCallReason: string | null;
  mergedPersonIds: string[];
  identifiers: { system: string; value: string }[];
  zone: string;
};
const personStatement = `
with ${who}
select p.id "personId", p.household_id "householdId", p.name, p.age_years "ageYears", p.age_on "ageOn", p.age_approximate "ageApproximate",
  p.sex, p.language, p.address, p.area_id "areaId", a.name_en "areaEn", a.name_hi "areaHi", p.conditions, p.pregnant,
  p.usual_spo2 "usualSpo2", p.high_risk "highRisk", p.deceased_at "deceasedAt", p.do_not_call_at "doNotCallAt",
  p.do_not_call_reason "doNotCallReason", array(select w.id from who w where w.id <> p.id) "mergedPersonIds", d.time_zone zone,
  coalesce((select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.system, i.value)
    from person_identifier i where i.district_id = $1 and i.person_id = p.id), '[]') identifiers
from me join person p on p.district_id = $1 and p.id = me.id
join area a on a.id = p.area_id
join district d on d.id = $1`;

export type CardMember = {
  personId: string;
  name: string;
  ageYears: number | null;
  ageOn: string | null;
  sex: CardPerson['sex'];
  language: string;
  deceased: boolean;
  doNotCall: boolean;
  open: { itemId: string; checkInId: string; checkInDueOn: string; programmeId: string; dueAt: string; closesAt: string }[];
};
const householdStatement = `
with ${who}
select m.id "personId", m.name, m.age_years "ageYears", m.age_on "ageOn", m.sex, m.language, m.deceased_at is not null deceased,
  m.do_not_call_at is not null "doNotCall",
  coalesce((select json_agg(json_build_object('itemId', i.id, 'checkInId', i.check_in_id, 'checkInDueOn', i.check_in_due_on,
      'programmeId', i.programme_id, 'dueAt', i.due_at, 'closesAt', i.closes_at) order by i.band, i.due_at, i.id)
    from worklist_item i
    where i.district_id = $1 and i.household_id = m.household_id and i.state = 'open' and i.person_id = m.id), '[]') open
from me join person p on p.district_id = $1 and p.id = me.id
join person m on m.district_id = $1 and m.household_id = p.household_id and m.merged_into is null
order by m.age_years desc nulls last, m.id`;

export type CardNumber = {
  contactPointId: string;
  personId: string;
  number: string;
  kind: 'mobile' | 'landline' | 'unknown';
  inService: boolean;
  rank: number;
  relation: 'self' | 'family' | 'neighbour' | 'unknown';
  wrong: boolean;
};
const numbersStatement = `
with ${who}
select n.contact_point_id "contactPointId", n.person_id "personId", c.number, c.kind, c.state = 'usable' "inService", n.rank, n.relation,
  n.wrong_at is not null wrong
from me join person p on p.district_id = $1 and p.id = me.id
join person m on m.district_id = $1 and m.household_id = p.household_id and m.merged_into is null
join person_contact_point n on n.district_id = $1 and n.person_id = m.id
join contact_point c on c.district_id = $1 and c.id = n.contact_point_id
order by n.person_id <> me.id, n.rank, n.contact_point_id`;

export type CardEpisode = {
  episodeId: string;
  programmeId: string;
  titleEn: string;
  titleHi: string;
  version: string;
  status: 'active' | 'paused' | 'ended';
  outcome: string | null;
  openedAt: Date;
  openedOn: string;
  onsetOn: string | null;
  sampleOn: string | null;
  endedAt: Date | null;
  highRisk: boolean;
  lastLevel: Level | null;
  lastAnsweredAt: Date | null;
  nextContactAt: Date | null;
  mayEnd: boolean;
};
const episodesStatement = `
with ${who}
select e.id "episodeId", e.programme_id "programmeId", g.title_en "titleEn", g.title_hi "titleHi", e.version, e.status, e.outcome,
  e.opened_at "openedAt", e.opened_on "openedOn", e.onset_on "onsetOn", e.sample_on "sampleOn", e.ended_at "endedAt",
  e.high_risk "highRisk", e.last_level "lastLevel", e.last_answered_at "lastAnsweredAt", e.next_contact_at "nextContactAt",
  e.may_end "mayEnd"
from episode e join programme g on g.id = e.programme_id
where e.district_id = $1 and ${ofPerson('e')}
order by e.status = 'ended', e.opened_at desc, e.id`;

export type CardAnswers = {
  submissionId: string;
  episodeId: string;
  programmeId: string;
  version: string;
  saidAt: Date;
  level: Level;
  informant: string;
  answers: Answers;
  complete: boolean;
  triage: { reasons: KeptReason[]; advice: string[] };
};
/** The last answers in each programme. */
const lastAnswersStatement = `
with ${who}
select distinct on (s.programme_id) s.id "submissionId", s.episode_id "episodeId", s.programme_id "programmeId", s.version,
  s.said_at "saidAt", s.level, s.informant, s.answers, s.complete,
  json_build_object('reasons', coalesce(s.triage -> 'reasons', '[]'), 'advice', coalesce(s.triage -> 'advice', '[]')) triage
from episode e join submission s on s.district_id = $1 and s.episode_id = e.id and s.day >= $3
where e.district_id = $1 and ${ofPerson('e')}
order by s.programme_id, s.said_at desc`;

export type CardVital = { linkId: string; value: number; unit: string; observedAt: Date };
const vitalsStatement = `
with ${who}
select o.link_id "linkId", o.value, o.unit, o.observed_at "observedAt"
from episode e join observation o on o.district_id = $1 and o.episode_id = e.id and o.day >= $3
where e.district_id = $1 and ${ofPerson('e')}
order by o.link_id, o.observed_at, o.id`;

export type CardNeed = {
  needId: string;
  kind: string;
  status: string;
  cause: string;
  ownerUnit: string;
  programmeId: string;
  detail: string | null;
  raisedAt: Date;
  dueAt: Date;
  promisedAt: Date | null;
  deliveredAt: Date | null;
  reopened: number;
  failed: number;
  code: string | null;
};
const needsStatement = `
with ${who}
select n.id "needId", n.kind, n.status, n.cause, n.owner_unit "ownerUnit", n.programme_id "programmeId", n.detail, n.raised_at "raisedAt",
  n.due_at "dueAt", n.promised_at "promisedAt", n.delivered_at "deliveredAt", n.reopened, n.failed, n.code
from need n
where n.district_id = $1 and ${ofPerson('n')} and n.closed_at is null
order by n.due_at, n.id`;

export type CardEscalation = {
  escalationId: string;
  episodeId: string;
  level: Level;
  status: string;
  ownerUnit: string;
  ruleIds: string[];
  raisedAt: Date;
  dueAt: Date;
};
const escalationsStatement = `
with ${who}
select x.id "escalationId", x.episode_id "episodeId", x.level, x.status, x.owner_unit "ownerUnit", x.rule_ids "ruleIds",
  x.raised_at "raisedAt", x.due_at "dueAt"
from episode e join escalation x on x.district_id = $1 and x.episode_id = e.id and x.status <> 'resolved'
where e.district_id = $1 and ${ofPerson('e')}
order by x.due_at, x.id`;
