import type { AgendaId } from '../core/ids.js';
import type { Instant } from '../core/time.js';
import type { Contexts } from '../feature-api/index.js';
import type { PlannedRow } from '../ports/agenda.js';
import type { Platform } from '../ports/chat.js';
import { DELIVER, type JobRegistry } from './jobs.js';

/** One queue per class of jobs, and for deliveries one per platform, so that a slow platform does not delay the others. */
export type DeliveryQueue = 'delivery' | `delivery-${Platform}`;
export type QueueName = 'normal' | 'heavy' | DeliveryQueue;

/** The delivery queues of a process with these platforms. `delivery` is for messages to several platforms, such as channel posts. */
export function deliveryQueues(platforms: readonly Platform[]): readonly DeliveryQueue[] {
  return ['delivery', ...platforms.map((platform) => `delivery-${platform}` as const)];
}

/** All queues of a process with these platforms. */
export function queueNames(platforms: readonly Platform[]): readonly QueueName[] {
  return ['normal', 'heavy', ...deliveryQueues(platforms)];
}

/** Assigns each row to its queue and keeps the order of the rows. */
export type RowSorter = (rows: readonly PlannedRow[]) => Promise<ReadonlyMap<QueueName, readonly PlannedRow[]>>;

/** Creates the rule that assigns rows to queues. Rows of an unknown kind run, and fail, in the normal queue. */
export function createRowSorter({
  store,
  jobs,
  platforms,
}: {
  readonly store: Pick<Contexts, 'autocommit'>;
  readonly jobs: JobRegistry;
  readonly platforms: readonly Platform[];
}): RowSorter {
  const names = deliveryQueues(platforms);
  const guessed = createGuesses();

  const guess = async (rows: readonly PlannedRow[]): Promise<void> => {
    // With at most one platform there is nothing to guess.
    if (platforms.length <= 1) return;
    const unknown = rows.filter((row) => row.kind === DELIVER && !guessed.has(row));
    if (unknown.length === 0) return;
    const found = await store.autocommit.deliveries.platforms(
      unknown.map(({ id }) => id),
      (members) => store.autocommit.people.lastUsedPlatforms(members),
    );
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

/** The largest number of guesses in memory: the rows of a large fan-out. */
const GUESSES_MAX = 20_000;

/** Remembers each waiting row's platform, because rows are sorted many times; a row that moved is looked up again. */
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
