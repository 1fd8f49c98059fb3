import type { AgendaId } from '../core/ids.js';
import { between, type Clock, DISTANT_PAST, SECOND } from '../core/time.js';
import type { Contexts } from '../feature-api/index.js';
import type { AgendaRow, PlannedRow } from '../ports/agenda.js';
import type { Ledger } from './ledger.js';
import type { DeliveryQueue, RowSorter } from './queues.js';

/** The number of rows per query; a longer one delays everyone else who uses the database. */
const PAGE = 500;
/** How often all due rows are read again, in case one was missed. */
const REREAD_MS = 10 * SECOND;

export interface BacklogDeps {
  readonly store: Pick<Contexts, 'autocommit'>;
  readonly clock: Clock;
  readonly sort: RowSorter;
  readonly ledger: Pick<Ledger, 'claim'>;
}

/** The due deliveries in one queue per platform, so that a long queue for one platform does not delay the others. */
export interface Backlog {
  /** Claims up to `limit` due rows of a queue, oldest first. */
  claim(name: DeliveryQueue, limit: number): Promise<readonly AgendaRow[]>;
  /** Adds rows that were planned just now. */
  add(rows: readonly PlannedRow[]): void;
}

/**
 * Keeps only row ids in memory and reads the rows page by page as they become due. The claim decides whether a row may
 * still run.
 *
 * @returns A backlog whose `claim` throws what the ledger throws, if none of the rows could be claimed.
 */
export function createBacklog({ store, clock, sort, ledger }: BacklogDeps): Backlog {
  const queues = new Map<string, Set<AgendaId>>();
  let added: PlannedRow[] = [];
  let lastRead: PlannedRow | undefined;
  let readAt = DISTANT_PAST;
  let rereadAt = DISTANT_PAST;
  let reading: Promise<boolean> | undefined;

  const queueOf = (name: string): Set<AgendaId> => {
    const queue = queues.get(name) ?? new Set();
    queues.set(name, queue);
    return queue;
  };

  /** Reads the next page. Returns whether there may be more. */
  const readPage = async (): Promise<boolean> => {
    const now = clock.now();
    if (now < readAt || between(rereadAt, now) >= REREAD_MS) {
      queues.clear();
      lastRead = undefined;
      rereadAt = now;
    }
    readAt = now;
    const rows = added;
    added = [];
    const page = await store.autocommit.agenda.upcoming({ until: now, limit: PAGE, after: lastRead });
    lastRead = page.at(-1) ?? lastRead;
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
    add(rows) {
      const now = clock.now();
      // Rows that are due later are read when they are due.
      added.push(...rows.filter(({ dueAt }) => dueAt <= now));
    },
    async claim(name, limit) {
      for (;;) {
        while (queueOf(name).size < limit && (await readOn()));
        const queue = queueOf(name);
        const ids = [...queue].slice(0, limit);
        if (ids.length === 0) return [];
        for (const id of ids) queue.delete(id);
        // Rows that were moved, cancelled or claimed in the meantime are skipped.
        const claims = await Promise.allSettled(ids.map((id) => ledger.claim(id)));
        const rows = claims.flatMap((claim) => (claim.status === 'fulfilled' && claim.value !== undefined ? [claim.value] : []));
        // If one row cannot be claimed, the others still run, because they already belong to this process.
        if (rows.length > 0) return rows;
        const failed = claims.find((claim) => claim.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
      }
    },
  };
}
