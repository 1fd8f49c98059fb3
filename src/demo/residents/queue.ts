import { DISTANT_PAST, type Instant } from '../../core/time.js';

/** Items ordered by time; items of the same instant keep the order in which they were added. */
export interface Queue<T> {
  add(at: Instant, item: T): void;
  /** When the first item is due; `undefined` if the queue is empty. */
  next(): Instant | undefined;
  /** Removes and returns the first item if it is due at `now`. */
  take(now: Instant): T | undefined;
}

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
    take(now) {
      const [first] = items;
      if (!first || first.at > now) return undefined;
      items.shift();
      return first.item;
    },
  };
}
