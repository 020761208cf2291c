import { checkExpressions } from './check-expressions.ts';
import { checkQuestionnaire } from './check-questionnaire.ts';
import { checkReferences } from './check-references.ts';
import { checkTexts } from './check-texts.ts';
import { checkTiming } from './check-timing.ts';
import { compileProtocol } from './compile-protocol.ts';
import type { Finding } from './finding.ts';
import type { Protocol } from './protocol.ts';

/**
 * Everything that can be found wrong with a protocol before anyone is called by it: gaps in a translation, questions nobody will be
 * asked, rules that cannot fire, sources that do not exist, calls that cannot be made. Errors keep it from being published; most
 * severe first.
 */
export function checkProtocol(protocol: Protocol): readonly Finding[] {
  const result = compileProtocol(protocol);
  const findings = [
    ...checkTexts(protocol),
    ...checkQuestionnaire(protocol),
    ...checkReferences(protocol),
    ...checkTiming(protocol),
    ...(result.ok ? checkExpressions(result.compiled) : result.errors),
    ...(protocol.approval ? [] : [draft]),
  ];
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** Whether a protocol may be published: no error, and signed. */
export function isPublishable(protocol: Protocol, findings: readonly Finding[]): boolean {
  return protocol.approval !== undefined && findings.every(({ severity }) => severity !== 'error');
}

const severities: readonly Finding['severity'][] = ['error', 'warning', 'note'];

const draft: Finding = {
  severity: 'note',
  code: 'draft',
  where: 'approval',
  message: 'Not signed yet; it cannot be published until a medical officer has approved it.',
};
