import * as calls from '@kshem/contract/calls.ts';
import { noteAttempts } from '../http/log-requests.ts';
import { type Door, mount } from '../http/mount.ts';
import { callByHandset } from './call-by-handset.ts';
import { hangUpCall } from './hang-up-call.ts';
import { placeCall } from './place-call.ts';
import { recordDisposition } from './record-disposition.ts';
import { reportCall } from './report-call.ts';
import { traceCall } from './trace-call.ts';

export function callRoutes(door: Door): void {
  const { deps, metrics } = door;
  mount(door, calls.placeCall, async ({ actor, body, request }) => {
    const placed = await placeCall(deps, actor, body);
    noteAttempts(
      request,
      placed.attempts.map(({ attemptId }) => attemptId),
    );
    return placed;
  });
  mount(door, calls.hangUpCall, ({ actor, params }) => hangUpCall(deps, actor, params.callId));
  mount(door, calls.callByHandset, ({ actor, params }) => callByHandset(deps, actor, params.callId));
  mount(door, calls.reportCall, ({ actor, body }) => reportCall(deps, actor, body));
  mount(door, calls.recordDisposition, async ({ actor, params, body }) => {
    const recorded = await recordDisposition(deps, actor, { ...params, ...body });
    if (!recorded.repeated) metrics.dispositions.inc({ code: body.disposition });
    return recorded;
  });
  mount(door, calls.traceCall, ({ actor, params }) => traceCall(deps, actor, params.callId));
}
