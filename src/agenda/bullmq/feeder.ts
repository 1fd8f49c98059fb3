import type { AgendaId } from '../../core/ids.js';
import { after, type Clock, type Instant, SECOND } from '../../core/time.js';
import type { Contexts } from '../../feature-api/index.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { Logger } from '../../ports/logger.js';
import type { QueueName, RowSorter } from '../queues.js';
import { callsOf } from './calls.js';
import type { QueueService } from './service.js';
import { createSoonest } from './soonest.js';

/** Rows due within this time (milliseconds) are delayed jobs in the queue; later rows stay in SQL. More than two sweeps. */
export const HORIZON = 30 * SECOND;
/** The largest number of rows per query and per queue, so that a queue never holds a million. */
export const WINDOW = 5000;

export interface FeederDeps {
  readonly store: Pick<Contexts, 'autocommit'>;
  readonly clock: Clock;
  readonly sort: RowSorter;
  readonly service: QueueService;
  readonly logger: Logger;
  /** Whether this process runs the row. */
  readonly isActive: (id: AgendaId) => boolean;
  /** A lease that stays abandonedAfter for this many checks counts as abandoned. */
  readonly abandonedAfter: number;
  /** The largest number of rows per query and per queue. */
  readonly window: number;
}

/** Adds rows from SQL to the queues. */
export interface Feeder {
  /** Adds those of the rows that are due soon. Never throws; the next sweep adds what failed. */
  enqueue(rows: readonly PlannedRow[]): Promise<void>;
  /**
   * Adds all rows that are due soon, even if they are in a queue already; at most the same number per queue, so that a long
   * queue for one platform does not hide the rows of others.
   */
  sweep(): Promise<void>;
  /** Plans rows again whose process ended. Must be called at regular intervals. */
  reclaimAbandoned(): Promise<void>;
  /** Whether the last sweep left rows of this queue in SQL. */
  readonly hasMore: (name: QueueName) => boolean;
}

export function createFeeder({ store, clock, sort, service, logger, isActive, abandonedAfter, window }: FeederDeps): Feeder {
  let seen: ReadonlyMap<AgendaId, { readonly until: Instant; readonly times: number }> = new Map();
  const soonest = createSoonest({ store, sort, window });
  let unreachable = false;

  const add = async (read: () => ReturnType<RowSorter>): Promise<void> => {
    const now = clock.now();
    try {
      for (const [name, sorted] of await read()) {
        await service.add(name, callsOf(name, sorted, now));
      }
      if (unreachable) logger.info({}, 'the queue is reachable again');
      unreachable = false;
    } catch (error) {
      if (!unreachable) logger.warn({ error }, 'the queue is not reachable; due rows are added when it is');
      unreachable = true;
    }
  };

  /**
   * A lease that stays unchanged for its whole duration is abandoned, because its process renews it at each sweep. The duration
   * is counted in sweeps, because clocks differ and may jump.
   */
  const reclaimAbandoned = async (): Promise<void> => {
    const leases = (await store.autocommit.agenda.leases({ limit: window })).filter(({ id }) => !isActive(id));
    const before = seen;
    seen = new Map(
      leases.map(({ id, until }) => {
        const known = before.get(id);
        return [id, { until, times: known?.until === until ? known.times + 1 : 0 }];
      }),
    );
    const abandoned = leases.filter(({ id }) => (seen.get(id)?.times ?? 0) >= abandonedAfter);
    if (abandoned.length === 0) return;
    const rows = await store.autocommit.agenda.releaseAbandoned(abandoned);
    if (rows > 0) logger.info({ rows }, 'rows whose process ended are planned again');
  };

  return {
    async enqueue(rows) {
      const soon = rows.filter(({ dueAt }) => dueAt <= after(clock.now(), HORIZON));
      if (soon.length > 0) await add(() => sort(soon));
    },
    reclaimAbandoned,
    async sweep() {
      const rows = await soonest.read(after(clock.now(), HORIZON));
      await add(async () => rows);
    },
    hasMore: soonest.hasMore,
  };
}
