import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';
import { visitOf } from './visit.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The contract's name of the endpoint. */
    endpoint?: string;
  }
}

/** One line and one measurement for each answer: ids only. The route's pattern stands for the address, which may hold a person's id. */
export function logRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? 'none';
    metrics.http.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    request.log.info(
      {
        endpoint: routeOptions.config.endpoint,
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        userId: visitOf(request)?.actor.userId,
        attemptIds: attemptsOf(request),
      },
      'answered',
    );
  });
}

const noted = new WeakMap<FastifyRequest, readonly string[]>();

/** For handlers that learn the attempts of a request only from the use case. */
export function noteAttempts(request: FastifyRequest, attemptIds: readonly string[]): void {
  noted.set(request, attemptIds);
}

function attemptsOf(request: FastifyRequest): readonly string[] | undefined {
  const { body, params } = request as { body?: { attemptId?: unknown } | null; params?: { attemptId?: unknown } };
  const said = body?.attemptId ?? params?.attemptId;
  // A refused request may hold anything under this name.
  return typeof said === 'string' && /^[\da-f-]{36}$/.test(said) ? [said] : noted.get(request);
}
