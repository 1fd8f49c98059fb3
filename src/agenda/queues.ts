import type { AgendaId } from '../core/ids.js';
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
  readonly store: Pick<Store, 'read'>;
  readonly jobs: JobRegistry;
  readonly platforms: readonly Platform[];
}): RowSorter {
  const names = deliveryQueues(platforms);

  const platformsOf = async (rows: readonly PlannedRow[]): Promise<ReadonlyMap<AgendaId, Platform>> => {
    const deliveries = rows.filter(({ kind }) => kind === DELIVER).map(({ id }) => id);
    // With one platform, or none, there is nothing to guess.
    return deliveries.length === 0 || platforms.length <= 1 ? new Map() : store.read.deliveries.platforms(deliveries);
  };

  return async (rows) => {
    const known = await platformsOf(rows);
    const queues = new Map<QueueName, PlannedRow[]>();
    for (const row of rows) {
      const jobClass = jobs.get(row.kind)?.class ?? 'normal';
      const name = jobClass === 'delivery' ? (names.find((each) => each === `delivery-${known.get(row.id)}`) ?? 'delivery') : jobClass;
      const queue = queues.get(name);
      if (queue === undefined) queues.set(name, [row]);
      else queue.push(row);
    }
    return queues;
  };
}
