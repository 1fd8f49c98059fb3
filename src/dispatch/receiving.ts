import { type Clock, MINUTE } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import { createBatcher } from '../kit/batching.js';
import { createTtlCache } from '../kit/ttl-cache.js';
import type { InboundInput } from '../ports/inbound.js';
import type { ArrivalOrder } from './arrival-order.js';
import { holdingOf } from './holding.js';

/** Events that one commit persists at most. */
const GROUP_MAX = 1000;

const REMEMBERED_MS = 30 * MINUTE;
const REMEMBERED_MOST = 10_000;

/** What is known of an event since this process persisted it. */
export interface Arrival {
  /** See `InboundRow`. */
  readonly id: number;
  /** The process that is to bring its answer, unless another one takes it over. */
  readonly holder: string;
  /** Earlier events of its account were left by other processes. */
  readonly overtakes: boolean;
}

/** Persists events before they are acknowledged. */
export interface Receiving {
  /** See `Inbox.receive`. */
  receive(input: InboundInput): Promise<boolean>;
  /** What is known of an event that this process persisted and has not begun to handle; undefined for any other. */
  begin(eventId: string): Arrival | undefined;
}

export function createReceiving(
  { inbound }: Pick<Context, 'inbound'>,
  { clock, owner, order }: { readonly clock: Clock; readonly owner: string; readonly order: Pick<ArrivalOrder, 'arrived'> },
): Receiving {
  const arrivals = createTtlCache<Arrival>({ clock, ttlMs: REMEMBERED_MS, maxEntries: REMEMBERED_MOST });
  return {
    receive: createBatcher<InboundInput, boolean>({
      maxSize: GROUP_MAX,
      retryIndividually: true,
      async run(inputs) {
        const fresh = new Map(await inbound.receive(inputs, holdingOf(owner, clock.now())));
        return inputs.map(({ eventId, from, route }) => {
          const known = fresh.get(eventId);
          if (known === undefined) return false;
          const { id, overtakes } = known;
          arrivals.set(eventId, { id, holder: owner, overtakes });
          if (route !== null) order.arrived({ eventId, from, id });
          // Of two copies in one batch the first one is new.
          return fresh.delete(eventId);
        });
      },
    }),
    begin(eventId) {
      const arrival = arrivals.get(eventId);
      arrivals.delete(eventId);
      return arrival;
    },
  };
}
