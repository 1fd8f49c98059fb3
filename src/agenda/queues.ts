import type { AgendaId } from '../core/ids.js';
import type { Instant } from '../core/time.js';
import type { PlannedRow } from '../ports/agenda.js';
import type { Platform } from '../ports/chat.js';
import type { Store } from '../ports/store.js';
import { DELIVER, type JobRegistry } from './jobs.js';

/** A queue for each class, and for deliveries one for each platform, so that a slow one keeps no other waiting. */
export type DeliveryQueue = 'delivery' | `delivery-${Platform}`;
export type QueueName = 'normal' | 'heavy' | DeliveryQueue;

/** The queues of deliveries, for a process that knows these platforms. `delivery` takes what may go to any of them: posts in channels. */
export function deliveryQueues(platforms: readonly Platform[]): readonly DeliveryQueue[] {
  return ['delivery', ...platforms.map((platform) => `delivery-${platform}` as const)];
}

/** All queues of such a process. */
export function queueNames(platforms: readonly Platform[]): readonly QueueName[] {
  return ['normal', 'heavy', ...deliveryQueues(platforms)];
}

/** Puts each row in its queue, in the order in which they come. */
export type RowSorter = (rows: readonly PlannedRow[]) => Promise<ReadonlyMap<QueueName, readonly PlannedRow[]>>;

/** The rule by which rows go to queues. Rows of a kind that nobody knows run, and fail, among the normal ones. */
export function createRowSorter({
  store,
  jobs,
  platforms,
}: {
  readonly store: Pick<Store, 'autocommit'>;
  readonly jobs: JobRegistry;
  readonly platforms: readonly Platform[];
}): RowSorter {
  const names = deliveryQueues(platforms);
  const guessed = createGuesses();

  const guess = async (rows: readonly PlannedRow[]): Promise<void> => {
    // With one platform, or none, there is nothing to guess.
    if (platforms.length <= 1) return;
    const unknown = rows.filter((row) => row.kind === DELIVER && !guessed.has(row));
    if (unknown.length === 0) return;
    const found = await store.autocommit.deliveries.platforms(unknown.map(({ id }) => id));
    for (const row of unknown) guessed.keep(row, found.get(row.id));
  };

  return async (rows) => {
    await guess(rows);
    const queues = new Map<QueueName, PlannedRow[]>();
    for (const row of rows) {
      const jobClass = jobs.get(row.kind)?.class ?? 'normal';
      const name = jobClass === 'delivery' ? (names.find((each) => each === `delivery-${guessed.of(row)}`) ?? 'delivery') : jobClass;
      const queue = queues.get(name);
      if (queue === undefined) queues.set(name, [row]);
      else queue.push(row);
    }
    return queues;
  };
}

/** So many guesses are kept: as many rows as wait at once in a large fan-out. */
const GUESSES_MAX = 20_000;

/** Rows that wait are looked at again and again; where they go is guessed once, and anew when they were moved. */
function createGuesses() {
  const guesses = new Map<AgendaId, { readonly dueAt: Instant; readonly platform: Platform | undefined }>();
  const has = ({ id, dueAt }: PlannedRow): boolean => guesses.get(id)?.dueAt === dueAt;
  return {
    has,
    of: (row: PlannedRow): Platform | undefined => (has(row) ? guesses.get(row.id)?.platform : undefined),
    keep({ id, dueAt }: PlannedRow, platform: Platform | undefined): void {
      guesses.delete(id);
      guesses.set(id, { dueAt, platform });
      for (const [oldest] of guesses) {
        if (guesses.size <= GUESSES_MAX) break;
        guesses.delete(oldest);
      }
    },
  };
}
