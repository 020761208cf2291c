import { maskPhone } from '@kshem/domain/phone/mask-phone.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { daysBetween, localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { CheckIn, PersonCard, Turn } from '../call-desk/desk-port.ts';
import type { Language } from '../i18n/start-languages.ts';
import type { PracticeCase } from './practice-case.ts';
import { practiceInput } from './practice-input.ts';

export type Place = { readonly now: Date; readonly timeZone: string; readonly language: Language; readonly newId: () => string };

/** A practice call as the desk takes a real one. Its ids are of nobody, and its number is one that nobody owns. */
export function practiceTurn(practice: PracticeCase, callIndex: number, protocol: Protocol, place: Place): Turn {
  const { now, newId } = place;
  const ids = {
    personId: newId(),
    householdId: newId(),
    checkInId: newId(),
    episodeId: newId(),
    contactPointId: newId(),
    itemId: newId(),
  };
  const checkIn = checkInOf(practice, callIndex, protocol, place, ids);
  const card = cardOf(practice, callIndex, protocol, place, ids, checkIn);
  return {
    kind: 'turn',
    reserved: false,
    householdId: ids.householdId,
    fence: 1,
    // Nobody else wants it.
    claimUntil: new Date(now.getTime() + 12 * 3_600_000),
    items: [
      {
        itemId: ids.itemId,
        checkInId: ids.checkInId,
        checkInDueOn: checkIn.dueOn,
        episodeId: ids.episodeId,
        personId: ids.personId,
        programmeId: practice.programme,
        nextContactPointId: null,
        band: 5,
        attempts: 0,
      },
    ],
    cards: { [ids.personId]: card },
    checkIns: { [ids.checkInId]: checkIn },
  };
}

type Ids = Readonly<Record<'personId' | 'householdId' | 'checkInId' | 'episodeId' | 'contactPointId' | 'itemId', string>>;

function checkInOf(practice: PracticeCase, callIndex: number, protocol: Protocol, place: Place, ids: Ids): CheckIn {
  const { now, timeZone } = place;
  const { past, person, episode } = practiceInput(practice, callIndex, now, timeZone);
  const dueOn = localDate(now, timeZone);
  return {
    ...{ checkInId: ids.checkInId, personId: ids.personId, episodeId: ids.episodeId, householdId: ids.householdId },
    dueOn,
    kind: past.length === 0 ? 'first' : 'routine',
    state: 'due',
    dueAt: now,
    deadlineAt: instantAt(dueOn, '24:00', timeZone),
    level: null,
    programmeId: practice.programme,
    version: practice.version,
    title: protocol.title,
    questionnaire: protocol.questionnaire,
    advice: protocol.advice.filter(({ readableBy }) => readableBy === 'anyone'),
    needKinds: protocol.needKinds,
    judgedWith: {
      past,
      person: { ageYears: null, sex: null, pregnant: null, usualSpo2: null, ...person, conditions: [...person.conditions] },
      episode: { openedOn: episode.openedOn, onsetOn: episode.onsetOn ?? null, sampleOn: episode.sampleOn ?? null },
      timeZone,
    },
  } as CheckIn;
}

function cardOf(
  practice: PracticeCase,
  callIndex: number,
  protocol: Protocol,
  place: Place,
  ids: Ids,
  checkIn: CheckIn,
): PersonCard {
  const { now, timeZone, language } = place;
  const person = practice.people[practice.calls[callIndex]?.person ?? 0];
  if (!person) throw new Error(`practice case ${practice.id} has nobody for call ${callIndex}`);
  const { past, episode } = checkIn.judgedWith;
  const last = past.at(-1);
  const today = localDate(now, timeZone);
  const onset = episode.onsetOn ?? episode.sampleOn ?? episode.openedOn;
  return {
    personId: ids.personId,
    mergedPersonIds: [],
    householdId: ids.householdId,
    name: person.name[language],
    ageYears: person.ageYears,
    ageApproximate: false,
    sex: person.sex,
    language,
    address: person.address[language],
    areaId: 1,
    area: person.area,
    conditions: [...person.conditions],
    pregnant: null,
    usualSpo2: null,
    highRisk: false,
    deceasedAt: null,
    doNotCallAt: null,
    doNotCallReason: null,
    identifiers: [],
    household: [],
    numbers: [
      {
        contactPointId: ids.contactPointId,
        personId: ids.personId,
        number: maskPhone(practiceNumber),
        masked: true,
        kind: 'mobile',
        inService: true,
        rank: 1,
        relation: 'self',
        wrong: false,
      },
    ],
    episodes: [
      {
        episodeId: ids.episodeId,
        programmeId: practice.programme,
        title: protocol.title,
        version: practice.version,
        status: 'active',
        outcome: null,
        openedAt: instantAt(episode.openedOn, '10:00', timeZone),
        openedOn: episode.openedOn,
        onsetOn: episode.onsetOn,
        sampleOn: episode.sampleOn,
        endedAt: null,
        highRisk: false,
        lastLevel: last?.level ?? null,
        lastAnsweredAt: last ? new Date(last.at) : null,
        nextContactAt: null,
        mayEnd: false,
        dayOfIllness: daysBetween(onset, today),
        dayOfFollowUp: daysBetween(episode.sampleOn ?? episode.openedOn, today),
        lastDay: protocol.schedule.lastDay,
      },
    ],
    lastAnswers: last
      ? [
          {
            submissionId: ids.itemId,
            episodeId: ids.episodeId,
            programmeId: practice.programme,
            version: practice.version,
            saidAt: new Date(last.at),
            level: last.level,
            informant: 'self',
            answers: last.answers,
            complete: true,
            reasons: [],
            advice: [],
          },
        ]
      : [],
    vitals: vitalsOf(past),
    needs: [],
    escalations: [],
    at: now,
  };
}

/** Of the range that nobody owns; never dialled. */
export const practiceNumber = '+916100000000';

const measured = [
  { linkId: 'spo2', unit: '%' },
  { linkId: 'pulse', unit: '/min' },
  { linkId: 'temperature-f', unit: '°F' },
] as const;

function vitalsOf(past: CheckIn['judgedWith']['past']): PersonCard['vitals'] {
  return measured.flatMap(({ linkId, unit }) => {
    const points = past.flatMap(({ at, answers }) => {
      const answer = answers[linkId] as { value?: unknown } | undefined;
      return typeof answer?.value === 'number' ? [{ value: answer.value, at: new Date(at) }] : [];
    });
    return points.length === 0 ? [] : [{ linkId, unit, points }];
  });
}
