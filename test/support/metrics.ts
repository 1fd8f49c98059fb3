import type { Metrics } from '../../src/ports/metrics.js';

type Told = { readonly [K in keyof Metrics]: Parameters<Metrics[K]>[] };

/** Metrics that keep what they are told. */
export function createTestMetrics(): Metrics & { readonly told: Told } {
  const told: Told = { acknowledged: [], waiting: [], delivery: [], begun: [], problem: [], watchPool: [], watchFigures: [] };
  return {
    told,
    acknowledged: (...given) => void told.acknowledged.push(given),
    waiting: (...given) => void told.waiting.push(given),
    delivery: (...given) => void told.delivery.push(given),
    begun: (...given) => void told.begun.push(given),
    problem: (...given) => void told.problem.push(given),
    watchPool: (...given) => void told.watchPool.push(given),
    watchFigures: (...given) => void told.watchFigures.push(given),
  };
}
