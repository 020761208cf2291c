import * as consultations from '@kshem/contract/consultations.ts';
import type { Answered } from '@kshem/contract/endpoint.ts';
import * as recording from '@kshem/contract/record-consultation.ts';
import { type Door, mount } from '../http/mount.ts';
import { listFollowUps } from './list-follow-ups.ts';
import { readSheet } from './read-sheet.ts';
import { recordConsultation } from './record-consultation.ts';

export function consultationRoutes(door: Door): void {
  const { deps } = door;
  mount(door, consultations.readSheet, async ({ actor, params }) => {
    // Owners are texts in the database; the answer's schema checks them.
    return (await readSheet(deps, actor, params)) as Answered<typeof consultations.readSheet>;
  });
  mount(door, recording.recordConsultation, ({ actor, body }) => recordConsultation(deps, actor, body));
  mount(door, consultations.listFollowUps, ({ actor, query }) => listFollowUps(deps, actor, query));
}
