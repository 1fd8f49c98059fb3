import type { Contexts } from '../feature-api/index.js';
import { createBatcher } from '../kit/batching.js';
import type { Timer } from '../kit/timer.js';
import type { Logger } from '../ports/logger.js';
import type { EventGroups } from './event-groups.js';
import { type Postponed, whileMomentary } from './postpone.js';

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

/** Notes in the background what became of the replies. */
export interface Answers {
  /** See `Inbox.answered`. */
  answered(eventId: string): void;
  /** See `Inbox.unanswerable`. */
  unanswerable(eventId: string): void;
  /** Resolves when all that was noted so far is written. */
  settled(): Promise<void>;
}

export function createAnswers(
  { concurrentWrites, urgent: { inbound } }: Pick<Contexts, 'concurrentWrites' | 'urgent'>,
  { groups, postponed, timer, logger }: { groups: EventGroups; postponed: Postponed; timer: Timer; logger: Logger },
): Answers {
  const background = new Set<Promise<void>>();
  // Where only one transaction can write at a time, the notes share the commits of people who wait.
  const note = createAnsweredNotes(concurrentWrites ? inbound.markAnswered : groups.noteAnswered);
  const inBackground = (eventId: string, work: () => Promise<void>): void => {
    // The reply of an event that was left to a sweep is still to come.
    if (postponed.isWaiting(eventId)) return;
    const done = whileMomentary(timer, work).catch((error: unknown) =>
      logger.warn({ eventId, error }, 'an answered event could not be noted'),
    );
    background.add(done);
    void done.finally(() => background.delete(done));
  };
  return {
    answered: (eventId) => inBackground(eventId, () => note(eventId)),
    unanswerable: (eventId) => inBackground(eventId, () => inbound.keepForLater(eventId)),
    async settled() {
      await Promise.all(background);
    },
  };
}
