import type { Clock } from '../../../src/core/time.js';
import { DeliveryError, type Identity, type Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';

/** Notices people who left although no event said so: when a message can't reach them, Slack is asked about them. */
export interface Departures {
  /** Does `work`; if it fails as `unreachable`, checks whether these people left. Throws what `work` throws. */
  watching<T>(people: readonly Identity[], work: () => Promise<T>): Promise<T>;
}

export function createDepartures(deps: {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly inbox: () => Inbox | undefined;
  readonly track: (work: Promise<unknown>) => void;
}): Departures {
  const hasLeft = async ({ user }: Identity): Promise<boolean> => {
    try {
      const found = await deps.api.callWithRetry('reads', 'users.info', (client) => client.users.info({ user }));
      return found.user?.deleted === true;
    } catch (error) {
      return error instanceof SlackFailure && error.code === 'user_not_found';
    }
  };
  const check = async (people: readonly Identity[]): Promise<void> => {
    for (const from of people) {
      if (await hasLeft(from)) await deps.inbox()?.left({ eventId: `slack:gone:${from.user}:${deps.clock.now()}`, from });
    }
  };
  return {
    async watching(people, work) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof DeliveryError && error.outcome === 'unreachable') {
          deps.track(
            check(people).catch((failure: unknown) => deps.logger.warn({ error: failure }, 'could not check whether a person left Slack')),
          );
        }
        throw error;
      }
    },
  };
}
