import type { Inbox } from '../../src/ports/chat.js';
import type { InboundInput } from '../../src/ports/inbound.js';

/** The part of a stub inbox that persists interactions, in memory. */
export interface InboundStub extends Pick<Inbox, 'receive' | 'answered' | 'unanswerable'> {
  /** What was persisted, in order, also after it was answered. */
  readonly persisted: InboundInput[];
  /** Ids of the events whose reply reached the person, in order. */
  readonly answeredIds: string[];
  /** Ids of the events whose reply could not be brought, in order. */
  readonly unanswerableIds: string[];
  /** While set, `receive` awaits it first and persists nothing if it throws, like a full disk. */
  beforeReceive: ((input: InboundInput) => Promise<void>) | undefined;
}

/** Like the real inbox it persists each event id once. What it keeps is a copy, so that later changes do not show. */
export function createInboundStub(): InboundStub {
  const known = new Set<string>();
  const stub: InboundStub = {
    persisted: [],
    answeredIds: [],
    unanswerableIds: [],
    beforeReceive: undefined,
    async receive(input) {
      await stub.beforeReceive?.(input);
      if (known.has(input.eventId)) return false;
      known.add(input.eventId);
      stub.persisted.push(structuredClone(input));
      return true;
    },
    answered: (eventId) => void stub.answeredIds.push(eventId),
    unanswerable: (eventId) => void stub.unanswerableIds.push(eventId),
  };
  return stub;
}
