import { bedKindText } from '@kshem/domain/registry/bed-kinds.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { fillIn, toldNext } from '@kshem/domain/transfer/told-next.ts';
import { ageOn } from '../check-ins/judge-answers.ts';
import { nameOf } from '../escalations/shown-escalation.ts';
import type { ListedTransfer } from './list-queries.ts';

/** A transfer as the screens show it, with what the household is told at this step, word for word. */
export function shownTransfer(row: ListedTransfer, now: Date) {
  const { areaHi, areaEn, askedHi, askedEn, facilityHi, facilityEn, ambulanceId, callSign, ambulancePhone, zone, ...transfer } =
    row;
  return {
    ...transfer,
    ageYears: ageOn({ ageYears: row.ageYears, ageOn: row.ageOn }, localDate(now, zone)),
    area: { hi: areaHi, en: areaEn },
    askedBy: { hi: askedHi, en: askedEn },
    facility: nameOf(facilityHi, facilityEn),
    ambulance: ambulanceId === null ? null : { ambulanceId, callSign: callSign ?? '', phone: ambulancePhone },
    overdue: row.dueAt <= now || row.late > 0,
    tell: toldOf(row),
  };
}

function toldOf({ status, bedKind, facilityHi, facilityEn, holdUntil, etaAt, zone }: ListedTransfer) {
  if (status === 'discharged' || status === 'cancelled') return null;
  const at = status === 'ambulance-sent' ? etaAt : holdUntil;
  const time = at ? at.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) : '';
  const words = toldNext[status];
  return {
    hi: fillIn(words.hi, { bed: bedKindText[bedKind].hi, facility: facilityHi ?? '', time }),
    en: fillIn(words.en, { bed: bedKindText[bedKind].en, facility: facilityEn ?? '', time }),
  };
}
