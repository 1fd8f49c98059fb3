import type { Logger } from '../../../src/ports/logger.js';
import { createSeenEvents } from './seen.js';

/** Work that goes on after its acknowledgement. */
export interface Background {
  /** True the first time that this event arrives. */
  isFirst(eventId: string): boolean;
  /** Does `work` if the event arrives for the first time. A failure is logged as one of `what`. */
  runOnce(eventId: string, what: string, work: () => Promise<void>): void;
  /** A `stop` waits for this work. */
  track(work: Promise<unknown>): void;
}

export function createBackground(deps: { readonly logger: Logger; readonly track: (work: Promise<unknown>) => void }): Background {
  const seen = createSeenEvents();
  return {
    isFirst: (eventId) => seen.first(eventId),
    track: deps.track,
    runOnce(eventId, what, work) {
      if (!seen.first(eventId)) return;
      deps.track(
        work().catch((error: unknown) => {
          deps.logger.error({ eventId, what, error }, 'could not handle what Slack sent');
        }),
      );
    },
  };
}
