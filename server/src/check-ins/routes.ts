import * as checkIns from '@kshem/contract/check-ins.ts';
import { type Door, mount } from '../http/mount.ts';
import { previewTriage } from './preview-triage.ts';
import { readCheckIn } from './read-check-in.ts';
import { submitAnswers } from './submit-answers.ts';

export function checkInRoutes(door: Door): void {
  const { deps, metrics } = door;
  mount(door, checkIns.submitAnswers, async ({ actor, body }) => {
    const result = await submitAnswers(deps, actor, body);
    if (!result.repeated) metrics.submissions.inc({ level: result.level });
    return result;
  });
  mount(door, checkIns.readCheckIn, ({ actor, params }) => readCheckIn(deps, actor, params));
  mount(door, checkIns.previewTriage, ({ actor, params, body }) =>
    previewTriage(deps, actor, { ...body, checkInDueOn: params.dueOn, checkInId: params.checkInId }),
  );
}
