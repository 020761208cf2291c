import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof makeMetrics>;

/** What /metrics shows: counts and times, nothing about anybody. */
export function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    http: new Histogram({
      name: 'kshem_http_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    claims: new Counter({
      name: 'kshem_claims_total',
      help: 'Claims asked for, by what came',
      labelNames: ['result'],
      registers,
    }),
    submissions: new Counter({
      name: 'kshem_submissions_total',
      help: 'Answers submitted, by triage level',
      labelNames: ['level'],
      registers,
    }),
    dispositions: new Counter({
      name: 'kshem_dispositions_total',
      help: 'Attempts disposed, by code',
      labelNames: ['code'],
      registers,
    }),
    refusals: new Counter({
      name: 'kshem_refusals_total',
      help: 'Requests refused, by error code',
      labelNames: ['code'],
      registers,
    }),
  };
}
