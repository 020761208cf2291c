import { allItems } from '../questionnaire/enabled-items.ts';
import { isLocalDate } from '../time/local-date.ts';
import { duplicates } from './duplicates.ts';
import type { Finding } from './finding.ts';
import type { AdviceCard, Protocol } from './protocol.ts';

/** Names that point to nothing: sources, kinds of need, questions to measure again; and dates that cannot be. */
export function checkReferences(protocol: Protocol): readonly Finding[] {
  const { triage, advice, ending, needKinds } = protocol;
  return [
    ...(isLocalDate(protocol.effectiveFrom) ? [] : [error('bad-date', 'effectiveFrom', 'No such day.')]),
    ...triage.rules.flatMap(({ id, source }) => checkSources(protocol, `triage.rules.${id}`, source)),
    ...advice.flatMap(({ code, source }) => checkSources(protocol, `advice.${code}`, source)),
    ...checkSources(protocol, 'ending', ending.source),
    ...(triage.raise ? checkSources(protocol, 'triage.raise', triage.raise.source) : []),
    ...advice.flatMap(checkDates),
    ...checkNeeds(protocol),
    ...checkMeasured(protocol),
    ...duplicates(triage.rules.map(({ id }) => id)).map((id) =>
      error('duplicate-rule', `triage.rules.${id}`, 'Two rules have this id.'),
    ),
    ...duplicates(needKinds.map(({ code }) => code)).map((code) =>
      error('duplicate-need', `needKinds.${code}`, 'This kind stands twice.'),
    ),
    ...needKinds.flatMap(({ code, asks = [] }) =>
      duplicates(asks.map((ask) => ask.code)).map((ask) =>
        error('duplicate-ask', `needKinds.${code}.asks.${ask}`, 'This question stands twice.'),
      ),
    ),
    ...duplicates(advice.map(({ code }) => code)).map((code) =>
      error('duplicate-advice', `advice.${code}`, 'This card stands twice.'),
    ),
  ];
}

function checkSources(protocol: Protocol, where: string, source: readonly string[]): readonly Finding[] {
  if (source.length === 0) return [error('no-source', where, 'Name at least one key of sources.')];
  return source
    .filter((key) => !Object.hasOwn(protocol.sources, key))
    .map((key) => error('unknown-source', where, `${key} is not a key of sources; add it there or correct it.`));
}

function checkDates({ code, effectiveFrom, effectiveUntil }: AdviceCard): readonly Finding[] {
  const where = `advice.${code}`;
  if (![effectiveFrom, effectiveUntil ?? effectiveFrom].every(isLocalDate)) return [error('bad-date', where, 'No such day.')];
  if (effectiveUntil !== undefined && effectiveUntil <= effectiveFrom) {
    return [error('bad-date', where, 'The card ends before it begins, so it would never be shown.')];
  }
  return [];
}

function checkNeeds(protocol: Protocol): readonly Finding[] {
  const kinds = new Set(protocol.needKinds.map(({ code }) => code));
  const raised = protocol.triage.rules.flatMap(({ id, needs = [] }) =>
    needs.map((kind) => ({ kind, where: `triage.rules.${id}` })),
  );
  const asked = allItems(protocol.questionnaire)
    .filter((item) => item.raisesNeeds === true)
    .flatMap(({ linkId, answerOption = [] }) =>
      answerOption.map(({ code }) => ({ kind: code, where: `questionnaire.${linkId}` })),
    );
  return [...raised, ...asked]
    .filter(({ kind }) => !kinds.has(kind))
    .map(({ kind, where }) => error('unknown-need', where, `${kind} is not in needKinds; add it there or correct it.`));
}

/** Measures and repeats need a question that is answered with a number. */
function checkMeasured(protocol: Protocol): readonly Finding[] {
  const numeric = new Set(
    allItems(protocol.questionnaire).flatMap(({ linkId, type }) => (type === 'integer' || type === 'decimal' ? [linkId] : [])),
  );
  const { history = [], rules } = protocol.triage;
  const measured = [
    ...history.flatMap((measure) =>
      'linkId' in measure ? [{ linkId: measure.linkId, where: `triage.history.${measure.name}` }] : [],
    ),
    ...rules.flatMap(({ id, remeasure }) => (remeasure ? [{ linkId: remeasure.linkId, where: `triage.rules.${id}` }] : [])),
  ];
  return measured
    .filter(({ linkId }) => !numeric.has(linkId))
    .map(({ linkId, where }) => error('unknown-question', where, `${linkId} is not a question that is answered with a number.`));
}

function error(code: string, where: string, message: string): Finding {
  return { severity: 'error', code, where, message };
}
