import type { AgendaId } from '../core/ids.js';
import { type Clock, type Instant, SECOND } from '../core/time.js';
import type { AgendaRow, PlannedRow } from '../ports/agenda.js';
import type { Store } from '../ports/store.js';
import type { Ledger } from './ledger.js';
import type { DeliveryQueue, RowSorter } from './queues.js';

/** So many rows are read at once. More would keep others waiting for the database. */
const PAGE = 500;
/** How often all that is due is read anew, should anything have been missed. */
const ANEW = 10 * SECOND;

export interface BacklogDeps {
  readonly store: Pick<Store, 'autocommit'>;
  readonly clock: Clock;
  readonly sort: RowSorter;
  readonly ledger: Pick<Ledger, 'claim'>;
}

/** The deliveries that are due, each in its platform's queue, so that the many of one platform stand in no other's way. */
export interface Backlog {
  /** Takes up to `limit` rows of a queue that are due, oldest first. */
  take(name: DeliveryQueue, limit: number): Promise<readonly AgendaRow[]>;
  /** These were planned just now. */
  told(rows: readonly PlannedRow[]): void;
}

/** Kept in memory as numbers only, page by page as they come due; whether a row is still to be run is decided by the claim. */
export function createBacklog({ store, clock, sort, ledger }: BacklogDeps): Backlog {
  const queues = new Map<string, Set<AgendaId>>();
  let told: PlannedRow[] = [];
  let read: PlannedRow | undefined;
  let readAt: Instant = Number.NEGATIVE_INFINITY;
  let anewAt: Instant = Number.NEGATIVE_INFINITY;
  let reading: Promise<boolean> | undefined;

  const queueOf = (name: string): Set<AgendaId> => {
    const queue = queues.get(name) ?? new Set();
    queues.set(name, queue);
    return queue;
  };

  /** Reads on; returns whether there may be more. */
  const readPage = async (): Promise<boolean> => {
    const now = clock.now();
    if (now < readAt || now - anewAt >= ANEW) {
      queues.clear();
      read = undefined;
      anewAt = now;
    }
    readAt = now;
    const rows = told;
    told = [];
    const page = await store.autocommit.agenda.upcoming({ until: now, limit: PAGE, after: read });
    read = page.at(-1) ?? read;
    for (const [name, sorted] of await sort([...rows, ...page])) {
      const queue = queueOf(name);
      if (name !== 'normal' && name !== 'heavy') for (const { id } of sorted) queue.add(id);
    }
    return page.length === PAGE;
  };

  const readOn = (): Promise<boolean> => {
    reading ??= readPage().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return {
    told(rows) {
      const now = clock.now();
      // What comes due later is read then.
      told.push(...rows.filter(({ dueAt }) => dueAt <= now));
    },
    async take(name, limit) {
      for (;;) {
        while (queueOf(name).size < limit && (await readOn()));
        const queue = queueOf(name);
        const ids = [...queue].slice(0, limit);
        if (ids.length === 0) return [];
        for (const id of ids) queue.delete(id);
        // Those that were moved, cancelled or taken meanwhile are passed over.
        const rows = (await Promise.all(ids.map((id) => ledger.claim(id)))).filter((row) => row !== undefined);
        if (rows.length > 0) return rows;
      }
    },
  };
}
