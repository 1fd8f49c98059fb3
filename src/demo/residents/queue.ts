import { DISTANT_PAST, type Instant } from '../../core/time.js';

/** Items ordered by time; items of the same instant keep the order in which they were added. */
export interface Queue<T> {
  add(at: Instant, item: T): void;
  /** When the first item is due; `undefined` if the queue is empty. */
  next(): Instant | undefined;
  /** Removes the items that are due at `now`, one after the other, and passes each on; resolves to their number. */
  takeDue(now: Instant, handle: (item: T) => Promise<void>): Promise<number>;
}

/** Creates an empty queue, which is ordered by time. */
export function createQueue<T>(): Queue<T> {
  const items: { readonly at: Instant; readonly item: T }[] = [];
  return {
    add(at, item) {
      let [low, high] = [0, items.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((items[middle]?.at ?? DISTANT_PAST) <= at) low = middle + 1;
        else high = middle;
      }
      items.splice(low, 0, { at, item });
    },
    next: () => items[0]?.at,
    async takeDue(now, handle) {
      let count = 0;
      for (let first = items[0]; first !== undefined && first.at <= now; first = items[0]) {
        items.shift();
        await handle(first.item);
        count += 1;
      }
      return count;
    },
  };
}
