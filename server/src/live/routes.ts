import { followLive } from '@kshem/contract/live.ts';
import type { Topic } from '@kshem/contract/topics.ts';
import { isSessionOpen } from '../access/queries.ts';
import { AppError } from '../app-error.ts';
import { type Door, describeEndpoint } from '../http/mount.ts';
import { admit, visitOf } from '../http/visit.ts';

/** Proxies close a line that is silent for half a minute or more. */
const heartbeatMs = 15_000;

/** Hints for a screen, as long as it is open and its session lives. */
export function liveRoutes({ app, deps, loadActor }: Door): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
  app.route({
    method: followLive.method,
    url: followLive.path,
    // A compressor would hold events back until it has enough to compress.
    ...{ compress: false },
    config: { endpoint: followLive.name },
    schema: describeEndpoint(followLive),
    onRequest: (request) =>
      admit(deps, loadActor, request, { permission: 'signed-in', beforePasswordChange: false, beforeSecondFactor: false }),
    handler: (request, reply) => {
      const visit = visitOf(request);
      if (!visit) throw new AppError('not-signed-in');
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 2000\n\n');
      const stop = deps.hints.listen(visit.actor.districtId, (changed) => raw.write(eventOf(changed)));
      const heartbeat = setInterval(() => {
        raw.write(': \n\n');
        // Signed out, disabled or timed out meanwhile: the page asks again and is told so. A line that is only open is no sign of life.
        isSessionOpen(deps.app, visit.session.sessionId, deps.now()).then(
          (open) => open || raw.end(),
          () => undefined,
        );
      }, heartbeatMs);
      const end = () => raw.end();
      open.add(end);
      raw.on('close', () => {
        clearInterval(heartbeat);
        open.delete(end);
        stop();
      });
    },
  });
}

function eventOf(changed: readonly Topic[]): string {
  return `event: hint\ndata: ${JSON.stringify({ changed })}\n\n`;
}
