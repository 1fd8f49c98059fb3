import { Gauge, type Registry } from 'prom-client';
import { type Clock, SECOND } from '../core/time.js';
import type { AgendaState } from '../ports/agenda.js';
import type { Store } from '../ports/store.js';

const STATES = ['planned', 'running', 'failed'] as const satisfies readonly AgendaState[];

/** What the agenda holds, asked for whenever somebody looks. While the store is away these are `NaN`, and the other metrics stay. */
export function registerAgendaGauges(registry: Registry, { autocommit: read }: Store, clock: Clock): void {
  registry.registerMetric(
    new Gauge({
      name: 'mudhif_agenda_rows',
      help: 'Rows of the agenda that are not over, by state',
      labelNames: ['state'],
      registers: [],
      async collect() {
        const counts = await orAway(read.agenda.countByState());
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
        this.set((await orAway(read.agenda.countDue(clock.now()))) ?? Number.NaN);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'mudhif_agenda_lateness_seconds',
      help: 'How long the oldest planned row has been due',
      registers: [],
      async collect() {
        const late = read.agenda.nextDue().then((next = Number.POSITIVE_INFINITY) => Math.max(0, clock.now() - next));
        this.set(((await orAway(late)) ?? Number.NaN) / SECOND);
      },
    }),
  );
}

function orAway<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch(() => undefined);
}
