import type { AgendaId } from '../../core/ids.js';
import { type Clock, SECOND } from '../../core/time.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { Logger } from '../../ports/logger.js';
import type { Store } from '../../ports/store.js';
import type { RowSorter } from '../queues.js';
import { jobId } from './names.js';
import type { QueueService } from './service.js';

/** Rows due within this time wait in the queue, as delayed jobs; what is due later waits in SQL. More than two sweeps. */
export const HORIZON = 30 * SECOND;
/** No more rows than this are brought at once: the queue never holds a million. */
const WINDOW = 5000;

export interface FeederDeps {
  readonly store: Pick<Store, 'read'>;
  readonly clock: Clock;
  readonly sort: RowSorter;
  readonly service: QueueService;
  readonly logger: Logger;
  readonly isOurs: (id: AgendaId) => boolean;
  readonly leaseMs: number;
}

/** Brings rows from SQL into the queue. */
export interface Feeder {
  /** Brings these, those of them that are due soon. Never throws: what fails is brought by the next sweep. */
  bring(rows: readonly PlannedRow[]): Promise<void>;
  /** Brings all that is planned soon, whether or not it is in the queue already, and what was seen abandoned twice. */
  sweep(): Promise<void>;
  /** Whether the last sweep left something behind. */
  readonly hasMore: () => boolean;
}

export function createFeeder({ store, clock, sort, service, logger, isOurs, leaseMs }: FeederDeps): Feeder {
  let seenAbandoned = new Map<AgendaId, number>();
  let more = false;
  let away = false;

  const bring = async (rows: readonly PlannedRow[]): Promise<void> => {
    const now = clock.now();
    const soon = rows.filter(({ dueAt }) => dueAt <= now + HORIZON);
    if (soon.length === 0) return;
    try {
      for (const [name, sorted] of await sort(soon)) {
        await service.add(
          name,
          sorted.map((row) => ({ id: jobId(row), kind: row.kind, row: row.id, delay: Math.max(0, row.dueAt - now) })),
        );
      }
      if (away) logger.info({}, 'the queue is back');
      away = false;
    } catch (error) {
      if (!away) logger.warn({ error }, 'the queue is away; what is due is brought to it when it is back');
      away = true;
    }
  };

  /**
   * Rows whose lease ran out between two sweeps. One sighting is not enough: after a leap of the clock every lease looks
   * old, until its living holder has renewed it.
   */
  const abandoned = async (now: number): Promise<readonly PlannedRow[]> => {
    const seen = (await store.read.agenda.abandoned({ now, leaseUntil: now + leaseMs, limit: WINDOW })).filter(({ id }) => !isOurs(id));
    const again = seen.filter(({ id, leaseUntil }) => seenAbandoned.get(id) === leaseUntil);
    seenAbandoned = new Map(seen.map(({ id, leaseUntil }) => [id, leaseUntil]));
    if (again.length > 0) logger.info({ rows: again.length }, 'rows whose process ended are taken up again');
    // Its old call may still be there, so it gets a name of its own.
    return again.map((row) => ({ ...row, dueAt: Math.min(row.dueAt, now), interruptions: row.interruptions + 1 }));
  };

  return {
    bring,
    async sweep() {
      const now = clock.now();
      const rows = await store.read.agenda.upcoming({ until: now + HORIZON, limit: WINDOW });
      more = rows.length === WINDOW;
      await bring([...(await abandoned(now)), ...rows]);
    },
    hasMore: () => more,
  };
}
