import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { SECOND } from '../core/time.js';
import type { Figure, Metrics, PoolState } from '../ports/metrics.js';

/** Seconds, around the 1 s target for a command (design, section 7) and the 3 s that platforms allow. */
const ACKNOWLEDGEMENT = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** Seconds, from a pause within a burst to an hour. */
const WAITING = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];
/** Seconds, from on time to an outage of a day. */
const LATENESS = [0.1, 0.5, 1, 2, 5, 15, 60, 300, 1800, 7200, 86_400];

/** Creates the Prometheus metrics in their own registry, with Node's (memory, event loop lag, garbage collection). */
export function createMetrics(): { readonly metrics: Metrics; readonly registry: Registry } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const acknowledgement = histogram(
    'mudhif_acknowledgement_seconds',
    'From the receipt of an interaction to its acknowledgement',
    ['platform', 'interaction'],
    ACKNOWLEDGEMENT,
  );
  const waiting = histogram(
    'mudhif_platform_waiting_seconds',
    'Waits that a platform asked for by its rate limits',
    ['platform', 'route'],
    WAITING,
  );
  const lateness = histogram('mudhif_agenda_begun_late_seconds', 'How late rows of the agenda were begun', ['kind'], LATENESS);
  const deliveries = new Counter({
    name: 'mudhif_deliveries_total',
    help: 'Messages that the bot sends of its own accord, by what became of them',
    labelNames: ['kind', 'platform', 'result'],
    registers,
  });
  const problems = new Gauge({
    name: 'mudhif_platform_problem',
    help: '1 while there is a problem with a platform that an organiser can mend',
    labelNames: ['platform', 'code'],
    registers,
  });

  return {
    registry,
    metrics: {
      acknowledged: (platform, interaction, ms) => acknowledgement.observe({ platform, interaction }, ms / SECOND),
      waiting: (platform, route, ms) => waiting.observe({ platform, route }, ms / SECOND),
      delivery: (kind, platform, result) => deliveries.inc({ kind, platform: platform ?? 'none', result }),
      begun: (kind, lateMs) => lateness.observe({ kind }, Math.max(0, lateMs) / SECOND),
      problem: (platform, code, open) => problems.set({ platform, code }, open ? 1 : 0),
      watchPool: (state) => watchPool(registry, state),
      watchFigures: (read) => watchFigures(registry, read),
    },
  };
}

function watchPool(registry: Registry, state: () => PoolState): void {
  const gauge = new Gauge({
    name: 'mudhif_database_pool_connections',
    help: 'Connections to the database, and callers who wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = state();
      gauge.set({ state: 'used' }, total - idle);
      gauge.set({ state: 'idle' }, idle);
      gauge.set({ state: 'waiting' }, waiting);
    },
  });
}

/** While the store is not reachable there are none. */
function watchFigures(registry: Registry, read: () => Promise<readonly Figure[]>): void {
  const gauge = new Gauge({
    name: 'mudhif_community_figure',
    help: 'Numbers of what the community does, none about one person',
    labelNames: ['figure'],
    registers: [],
    async collect() {
      this.reset();
      for (const { name, value } of await read().catch(() => [])) this.set({ figure: name }, value);
    },
  });
  registry.registerMetric(gauge);
}
