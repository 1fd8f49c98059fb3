import type { Contexts } from '../feature-api/index.js';
import { createBatcher } from '../kit/batching.js';

/** Answers that one commit notes at most. */
const GROUP_MAX = 200;

/**
 * Notes that events are answered, several in one commit. It goes before other work, because until it is written a crash would
 * have people answered twice; where only one transaction can write at a time, it shares the commit of people who wait.
 */
export function createAnsweredNotes(contexts: Contexts): (eventId: string) => Promise<void> {
  return createBatcher<string, void>({
    maxSize: GROUP_MAX,
    retryIndividually: false,
    async run(eventIds) {
      if (contexts.concurrentWrites) await contexts.urgent.inbound.markAnswered(eventIds);
      else await contexts.groupedTransaction(({ inbound }) => inbound.markAnswered(eventIds));
      return [];
    },
  });
}
