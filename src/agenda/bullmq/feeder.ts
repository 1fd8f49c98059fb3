import type { AgendaId } from '../../core/ids.js';
import { type Clock, type Instant, SECOND } from '../../core/time.js';
import type { Contexts } from '../../feature-api/index.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { Logger } from '../../ports/logger.js';
import type { QueueName, RowSorter } from '../queues.js';
import { callsOf } from './calls.js';
import type { QueueService } from './service.js';
import { createSoonest } from './soonest.js';

/** Rows due within this time wait in the queue, as delayed jobs; what is due later waits in SQL. More than two sweeps. */
export const HORIZON = 30 * SECOND;
/** No more rows than this are read at once, and brought to one queue: it never holds a million. */
export const WINDOW = 5000;

export interface FeederDeps {
  readonly store: Pick<Contexts, 'autocommit'>;
  readonly clock: Clock;
  readonly sort: RowSorter;
  readonly service: QueueService;
  readonly logger: Logger;
  readonly isOurs: (id: AgendaId) => boolean;
  /** After so many of its own rounds a lease that was not renewed is taken for abandoned. */
  readonly unchanged: number;
  /** Rows that are read at once, and brought to one queue. */
  readonly window: number;
}

/** Brings rows from SQL into the queue. */
export interface Feeder {
  /** Brings these, those of them that are due soon. Never throws: what fails is brought by the next sweep. */
  bring(rows: readonly PlannedRow[]): Promise<void>;
  /**
   * Brings all that is planned soon, whether or not it is in the queue already: of each queue the same number at most, so that
   * what one platform keeps waiting hides nobody else's.
   */
  sweep(): Promise<void>;
  /** Plans again what processes left that ended. Called at even intervals. */
  takeUpAbandoned(): Promise<void>;
  /** Whether the last sweep left something of this queue behind. */
  readonly hasMore: (name: QueueName) => boolean;
}

export function createFeeder({ store, clock, sort, service, logger, isOurs, unchanged, window }: FeederDeps): Feeder {
  let seen: ReadonlyMap<AgendaId, { readonly until: Instant; readonly times: number }> = new Map();
  const soonest = createSoonest({ store, sort, window });
  let away = false;

  const add = async (read: () => ReturnType<RowSorter>): Promise<void> => {
    const now = clock.now();
    try {
      for (const [name, sorted] of await read()) {
        await service.add(name, callsOf(name, sorted, now));
      }
      if (away) logger.info({}, 'the queue is back');
      away = false;
    } catch (error) {
      if (!away) logger.warn({ error }, 'the queue is away; what is due is brought to it when it is back');
      away = true;
    }
  };

  /**
   * Rows whose lease stayed the same for as long as a lease lasts: their holder, who renews it at each of its own sweeps, is
   * gone. Counted in sweeps, for no two clocks agree, and any may leap.
   */
  const takeUpAbandoned = async (): Promise<void> => {
    const leases = (await store.autocommit.agenda.leases({ limit: window })).filter(({ id }) => !isOurs(id));
    const before = seen;
    seen = new Map(
      leases.map(({ id, until }) => {
        const known = before.get(id);
        return [id, { until, times: known?.until === until ? known.times + 1 : 0 }];
      }),
    );
    const abandoned = leases.filter(({ id }) => (seen.get(id)?.times ?? 0) >= unchanged);
    if (abandoned.length === 0) return;
    const rows = await store.autocommit.agenda.releaseAbandoned(abandoned);
    if (rows > 0) logger.info({ rows }, 'rows whose process ended are taken up again');
  };

  return {
    async bring(rows) {
      const soon = rows.filter(({ dueAt }) => dueAt <= clock.now() + HORIZON);
      if (soon.length > 0) await add(() => sort(soon));
    },
    takeUpAbandoned,
    async sweep() {
      const rows = await soonest.read(clock.now() + HORIZON);
      await add(async () => rows);
    },
    hasMore: soonest.hasMore,
  };
}
