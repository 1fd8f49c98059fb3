import { Hono } from 'hono';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Clock } from '../core/time.js';
import type { AgendaState } from '../ports/agenda.js';
import type { Store } from '../ports/store.js';

export interface HealthDependencies {
  readonly store: Store;
  readonly clock: Clock;
  /** Whether everything that start-up begins has begun. */
  readonly isStarted: () => boolean;
}

/** `/healthz`: the process answers. `/readyz`: the store answers too. `/metrics`: Prometheus, counts only. */
export function createHealthRoutes({ store, clock, isStarted }: HealthDependencies): Hono {
  const registry = createMetrics(store, clock);
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const reachable = await store.read.community.settings().then(
        () => true,
        () => false,
      );
      const ready = reachable && isStarted();
      return c.json({ status: ready ? 'ready' : 'not ready', store: reachable }, ready ? 200 : 503);
    })
    .get('/metrics', async (c) => c.text(await registry.metrics(), 200, { 'content-type': registry.contentType }));
}

function createMetrics(store: Store, clock: Clock): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const states = ['planned', 'running', 'failed'] as const satisfies readonly AgendaState[];
  const rows = new Gauge({
    name: 'mudhif_agenda_rows',
    help: 'Rows of the agenda that are not over, by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await store.read.agenda.countByState();
      for (const state of states) rows.set({ state }, counts[state] ?? 0);
    },
  });
  const lateness = new Gauge({
    name: 'mudhif_agenda_lateness_seconds',
    help: 'How long the oldest planned row has been due',
    registers: [registry],
    async collect() {
      const next = await store.read.agenda.nextDue();
      lateness.set(next === undefined ? 0 : Math.max(0, clock.now() - next) / 1000);
    },
  });
  return registry;
}
