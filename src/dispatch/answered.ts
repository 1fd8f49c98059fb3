import { createBatcher } from '../kit/batching.js';

/** Answers that one commit notes at most. */
const GROUP_MAX = 200;

/**
 * Notes that events are answered, several in one statement. `write` goes before other work, because until the note is written a
 * crash would have people answered twice.
 */
export function createAnsweredNotes(write: (eventIds: readonly string[]) => Promise<void>): (eventId: string) => Promise<void> {
  return createBatcher<string, void>({
    maxSize: GROUP_MAX,
    retryIndividually: false,
    async run(eventIds) {
      await write(eventIds);
      return [];
    },
  });
}
