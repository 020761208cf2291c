import { allows } from '@kshem/domain/access/roles.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { isInForce } from '@kshem/domain/triage/advice-on.ts';
import { news2Response, news2Source } from '@kshem/domain/triage/partial-news2.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listOpenOfPerson } from '../escalations/list-queries.ts';
import { shownEscalation } from '../escalations/shown-escalation.ts';
import { mayReadAdvice } from '../programmes/may-read-advice.ts';
import { findLiveTransfer } from '../transfers/list-queries.ts';
import { shownTransfer } from '../transfers/shown-transfer.ts';
import { type ConsultationRow, findSheetPerson, listConsultations, type SheetPerson } from './queries.ts';

/** How old answers may be for their score to say something about today. */
const pastDays = 14;

/**
 * What a doctor needs beside a person's card, in one transaction with the look that is written down. Drug advice and cards with drugs are
 * for those who may read them.
 *
 * @throws AppError not-found
 */
export async function readSheet(deps: Deps, actor: Actor, { personId }: { personId: string }) {
  const { districtId } = actor;
  const now = deps.now();
  const parts = await inScope(deps.app, actor, async (trx) => {
    const since = addDays(now.toISOString().slice(0, 10), -pastDays);
    const found = await findSheetPerson(trx, districtId, personId, since);
    if (!found) throw new AppError('not-found', { personId });
    await writeAudit(deps, trx, actor, { action: 'sheet.viewed', subjectKind: 'person', subjectId: found.personId });
    return {
      found,
      escalations: await listOpenOfPerson(trx, districtId, found.personId),
      consultations: await listConsultations(trx, districtId, found.personId),
      transfer: await findLiveTransfer(trx, districtId, found.personId),
    };
  });
  return {
    escalations: await Promise.all(parts.escalations.map((row) => shownEscalation(deps, row, now))),
    news2: news2On(parts.found),
    consultations: parts.consultations.map((row) => shown(row, actor)),
    advice: await adviceOn(deps, actor, parts.found, now),
    transfer: parts.transfer ? shownTransfer(parts.transfer, now) : null,
  };
}

function news2On({ news2, saidAt }: SheetPerson) {
  if (!news2 || !saidAt) return null;
  return { ...news2, at: saidAt, asks: news2Response(news2), source: news2Source };
}

async function adviceOn(deps: Deps, actor: Actor, { programmeId, version, zone }: SheetPerson, now: Date) {
  if (programmeId === null || version === null) return [];
  const { protocol } = await deps.protocols.get(programmeId, version);
  const today = localDate(now, zone);
  return protocol.advice.filter((card) => isInForce(card, today) && mayReadAdvice(card, actor));
}

function shown({ byHi, byEn, drugAdvice, ...row }: ConsultationRow, { roles }: Actor) {
  const mayRead = allows(roles, 'advice.drug.read');
  return { ...row, by: { hi: byHi, en: byEn }, drugAdvice: mayRead ? drugAdvice : null, hasDrugAdvice: drugAdvice !== null };
}
