import type { AdviceCard, NeedKind, Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { Questionnaire } from '@kshem/domain/questionnaire/questionnaire.ts';
import * as z from 'zod';

/**
 * Parts of a published protocol version, as data. Their shape is the domain's and was checked when the version was published; it is not
 * written a second time here.
 */
export const protocol = part<Protocol>(
  'Protocol',
  'Questionnaire, triage rules in CEL, schedule, reach ladder, advice, with sources',
);
export const questionnaire = part<Questionnaire>('Questionnaire', 'A subset of FHIR R4 Questionnaire, with the caller’s texts');
export const advice = part<AdviceCard>('AdviceCard', 'Advice with its dates, source and who may read it');
export const needKind = part<NeedKind>('NeedKind', 'A kind of need with its owner and hours');

function part<T>(id: string, description: string) {
  return z.custom<T>((value) => typeof value === 'object' && value !== null).meta({ id, description, type: 'object' });
}
