import { createHash } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { makeLoadActor } from './access/load-actor.ts';
import { accessRoutes } from './access/routes.ts';
import { AppError } from './app-error.ts';
import { auditRoutes } from './audit/routes.ts';
import { callerLegRoutes } from './caller-legs/routes.ts';
import { callRoutes } from './calls/routes.ts';
import { checkInRoutes } from './check-ins/routes.ts';
import type { Config } from './config.ts';
import { consultationRoutes } from './consultations/routes.ts';
import type { Deps } from './deps.ts';
import { episodeRoutes } from './episodes/routes.ts';
import { escalationRoutes } from './escalations/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { handOverRoutes } from './hand-overs/routes.ts';
import { helpDeskRoutes } from './help-desk/routes.ts';
import { answerErrors } from './http/answer-error.ts';
import { describeApi } from './http/describe-api.ts';
import { healthRoutes, version } from './http/health-routes.ts';
import { logRequests } from './http/log-requests.ts';
import { type Metrics, makeMetrics } from './http/metrics.ts';
import type { Door } from './http/mount.ts';
import { serveWeb } from './http/serve-web.ts';
import { refuseForeignOrigin, visitOf } from './http/visit.ts';
import { intakeRoutes } from './intake/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { needRoutes } from './needs/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { programmeRoutes } from './programmes/routes.ts';
import { registryRoutes } from './registry/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { roomRoutes } from './room/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { transferRoutes } from './transfers/routes.ts';
import { worklistRoutes } from './worklist/routes.ts';

export type AppOptions = Pick<Config, 'cookieSecure'> &
  // Where uploaded lists wait for their import and the server's key is kept.
  Partial<Pick<Config, 'dataFolder' | 'secret'>> & {
    /** Requests a minute of one session, and of one address for those without a session (a call centre is one address). */
    requestsPerMinute?: { session: number; address: number };
    /** Where the built screens are; none are served when absent or not built. */
    webFolder?: string;
  };

/** Builds the HTTP server over the use cases: protection first, then every feature's routes. Not yet listening. */
export async function buildApp(deps: Deps, options: AppOptions): Promise<FastifyInstance> {
  const metrics = makeMetrics();
  const app = bareApp(deps);
  answerErrors(app, metrics);
  logRequests(app, metrics);
  await protect(app, options);
  await describeApi(app, version);
  const door: Door = { app, deps, options, metrics, loadActor: makeLoadActor(deps) };
  for (const routes of [
    healthRoutes,
    accessRoutes,
    auditRoutes,
    worklistRoutes,
    callRoutes,
    callerLegRoutes,
    checkInRoutes,
    reportRoutes,
    exportRoutes,
    programmeRoutes,
    settingsRoutes,
    peopleRoutes,
    episodeRoutes,
    needRoutes,
    helpDeskRoutes,
    memberRoutes,
    escalationRoutes,
    consultationRoutes,
    handOverRoutes,
    registryRoutes,
    transferRoutes,
    intakeRoutes,
    liveRoutes,
    roomRoutes,
  ])
    routes(door);
  showMetrics(app, metrics);
  await serveWeb(app, options.webFolder);
  await app.ready();
  return app;
}

function bareApp(deps: Deps): FastifyInstance {
  const app = Fastify({
    loggerInstance: deps.log,
    // One line a request, written by logRequests: Fastify's own would hold the address with its query.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => deps.newId(),
    // A reverse proxy on this machine may say whom it speaks for; nobody else.
    trustProxy: 'loopback',
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Only JSON (and files where an endpoint takes one): a form of another site can send plain text, but not JSON.
  app.removeContentTypeParser('text/plain');
  return app as unknown as FastifyInstance;
}

async function protect(
  app: FastifyInstance,
  { cookieSecure, requestsPerMinute = { session: 1200, address: 6000 } }: AppOptions,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        // A control room's LAN often has no certificate: upgrading to https would break the page.
        ...(!cookieSecure && { 'upgrade-insecure-requests': null }),
      },
    },
    strictTransportSecurity: cookieSecure,
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 1024 });
  await app.register(multipart, { limits: { files: 1, fileSize: 512 * 2 ** 20, fields: 20, fieldSize: 64 * 1024 } });
  app.addHook('onRequest', refuseForeignOrigin);
  app.addHook('onSend', async (_request, reply) => {
    // What is answered is about people: no browser or proxy keeps it, unless a route says otherwise.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  await app.register(rateLimit, {
    // After the session is known and before a body is read. Keyed by session: a call centre is one address.
    hook: 'preParsing',
    timeWindow: '1 minute',
    max: (request) => (visitOf(request) ? requestsPerMinute.session : requestsPerMinute.address),
    keyGenerator: (request) => visitOf(request)?.session.sessionId ?? createHash('sha256').update(request.ip).digest('base64url'),
    errorResponseBuilder: (_request, { ttl }) => new AppError('too-many-requests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
}

function showMetrics(app: FastifyInstance, { registry }: Metrics): void {
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
