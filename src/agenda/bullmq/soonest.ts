import type { Instant } from '../../core/time.js';
import type { Contexts } from '../../feature-api/index.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { QueueName, RowSorter } from '../queues.js';

/** So many windows are read in one go at most: through the many of one queue, to those of others behind them. */
const WINDOWS_MAX = 20;

/** What a sweep brings. */
export interface Soonest {
  /**
   * The first rows of each queue that are planned up to `until`, as many of each as a window holds: what one platform keeps
   * waiting hides nobody else's. Behind the first window of all rows, reading goes on where it had to stop the last time.
   */
  read(until: Instant): ReturnType<RowSorter>;
  /** Whether more of this queue stood there than were read the last time. */
  hasMore(name: QueueName): boolean;
}

export function createSoonest({
  store,
  sort,
  window,
}: {
  readonly store: Pick<Contexts, 'autocommit'>;
  readonly sort: RowSorter;
  /** Rows that are read at once, and of each queue in all. */
  readonly window: number;
}): Soonest {
  let full: ReadonlySet<QueueName> = new Set();
  let stoppedAt: PlannedRow | undefined;

  return {
    async read(until) {
      const queues = new Map<QueueName, readonly PlannedRow[]>();
      const filled = new Set<QueueName>();
      let after: PlannedRow | undefined;
      for (let windows = 1; ; windows += 1) {
        const rows = await store.autocommit.agenda.upcoming({ until, limit: window, after });
        for (const [name, sorted] of await sort(rows)) {
          const before = queues.get(name) ?? [];
          const fitting = sorted.slice(0, window - before.length);
          if (fitting.length < sorted.length) filled.add(name);
          queues.set(name, [...before, ...fitting]);
        }
        const last = rows.at(-1);
        const isEnd = rows.length < window;
        if (isEnd || windows === WINDOWS_MAX) {
          stoppedAt = isEnd ? undefined : last;
          full = filled;
          return queues;
        }
        after = windows === 1 ? later(last, stoppedAt) : last;
      }
    },
    hasMore: (name) => full.has(name),
  };
}

function later(one: PlannedRow | undefined, other: PlannedRow | undefined): PlannedRow | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.dueAt > one.dueAt || (other.dueAt === one.dueAt && other.id > one.id) ? other : one;
}
