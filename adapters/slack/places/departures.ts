import type { Clock } from '../../../src/core/time.js';
import { DeliveryError, type Identity, type Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';

/** Notices people who are gone although no event told of it: when they can't be written to, Slack is asked. */
export interface Departures {
  /** Does `work`; if it fails because somebody can't be reached, looks after these people. Throws what it throws. */
  watching<T>(people: readonly Identity[], work: () => Promise<T>): Promise<T>;
}

export function createDepartures(deps: {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly inbox: () => Inbox | undefined;
  readonly track: (work: Promise<unknown>) => void;
}): Departures {
  const isGone = async ({ user }: Identity): Promise<boolean> => {
    try {
      const found = await deps.api.patiently('reads', 'users.info', (client) => client.users.info({ user }));
      return found.user?.deleted === true;
    } catch (error) {
      return error instanceof SlackFailure && error.code === 'user_not_found';
    }
  };
  const look = async (people: readonly Identity[]): Promise<void> => {
    for (const from of people) {
      if (await isGone(from)) await deps.inbox()?.left({ eventId: `slack:gone:${from.user}:${deps.clock.now()}`, from });
    }
  };
  return {
    async watching(people, work) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof DeliveryError && error.outcome === 'unreachable') {
          deps.track(look(people).catch((failure: unknown) => deps.logger.warn({ error: failure }, 'who is gone could not be asked')));
        }
        throw error;
      }
    },
  };
}
