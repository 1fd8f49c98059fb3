import { Gauge, type Registry } from 'prom-client';
import { between, type Clock, DISTANT_FUTURE, SECOND } from '../core/time.js';
import type { AgendaState } from '../ports/agenda.js';
import type { Store } from '../ports/store.js';

const STATES = ['planned', 'running', 'failed'] as const satisfies readonly AgendaState[];

/** Registers gauges of the agenda, read at each scrape. While the store is not reachable they are `NaN`. */
export function registerAgendaGauges(registry: Registry, { autocommit }: Store, clock: Clock): void {
  registry.registerMetric(
    new Gauge({
      name: 'mudhif_agenda_rows',
      help: 'Rows of the agenda that are not over, by state',
      labelNames: ['state'],
      registers: [],
      async collect() {
        const counts = await orUndefined(autocommit.agenda.countByState());
        for (const state of STATES) this.set({ state }, counts === undefined ? Number.NaN : (counts[state] ?? 0));
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'mudhif_agenda_rows_due',
      help: 'Planned rows whose time has come',
      registers: [],
      async collect() {
        this.set((await orUndefined(autocommit.agenda.countDue(clock.now()))) ?? Number.NaN);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'mudhif_agenda_lateness_seconds',
      help: 'How long the oldest planned row has been due',
      registers: [],
      async collect() {
        const late = autocommit.agenda.nextDue().then((due = DISTANT_FUTURE) => Math.max(0, between(due, clock.now())));
        this.set(((await orUndefined(late)) ?? Number.NaN) / SECOND);
      },
    }),
  );
}

function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch(() => undefined);
}
