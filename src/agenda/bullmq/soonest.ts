import type { Instant } from '../../core/time.js';
import type { Contexts } from '../../feature-api/index.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { QueueName, RowSorter } from '../queues.js';

/** The largest number of pages per sweep, to reach rows behind a long queue of one platform. */
const WINDOWS_MAX = 20;

/** Reads the rows that a sweep adds to the queues. */
export interface Soonest {
  /**
   * The first rows of each queue that are due by `until`, at most one window per queue, so that a long queue for one platform
   * does not hide the rows of others. After the first page, reading continues where the last call stopped.
   */
  read(until: Instant): ReturnType<RowSorter>;
  /** Whether the last call left rows of this queue unread. */
  hasMore(name: QueueName): boolean;
}

export function createSoonest({
  store,
  sort,
  window,
}: {
  readonly store: Pick<Contexts, 'autocommit'>;
  readonly sort: RowSorter;
  /** The number of rows per page, and per queue in total. */
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
