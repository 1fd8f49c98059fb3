import { type APIChannel, RESTJSONErrorCodes, Routes } from 'discord.js';
import { after, between, type Clock, DISTANT_PAST, earliest } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { codeOf, deliveryError } from '../errors.js';
import { CACHE_SIZES, TIMES } from '../limits.js';
import type { Problems } from '../problems.js';

/** The bot's direct conversations with people. */
export interface DirectMessages {
  /** Opens the conversation with a person and returns its channel's id. Throws a `DeliveryError`. */
  open(user: string): Promise<string>;
  /** The person of a direct conversation, if it was used since the start. */
  personIn(channel: string): string | undefined;
  /** A person has used their direct conversation with the bot. */
  noticed(user: string, channel: string): void;
}

/**
 * Opens direct conversations. After error 40003, which means that Discord suspects the bot of sending unwanted messages, no other
 * one is opened for `TIMES.directPause`; those that are open stay usable.
 */
export function createDirectMessages({
  api,
  clock,
  problems,
}: {
  readonly api: Api;
  readonly clock: Clock;
  readonly problems: Problems;
}): DirectMessages {
  const channels = createTtlCache<string>({ clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: CACHE_SIZES.directs });
  const readers = createTtlCache<string>({ clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: CACHE_SIZES.directs });
  const note = (user: string, channel: string): void => {
    channels.set(user, channel);
    readers.set(channel, user);
  };
  let stoppedUntil = DISTANT_PAST;
  return {
    async open(user) {
      const known = channels.get(user);
      if (known !== undefined) return known;
      const now = clock.now();
      // When the clock is set back, the pause moves with it, so that it is never too short and at most a day longer.
      stoppedUntil = earliest(stoppedUntil, after(now, TIMES.directPause));
      const left = between(now, stoppedUntil);
      if (left > 0) throw stopped(left);
      try {
        // Opening it again gives the same conversation, so the request may be repeated.
        const channel = await api.call<APIChannel>({
          method: 'POST',
          route: Routes.userChannels(),
          body: { recipient_id: user },
          repeatable: true,
          patienceMs: TIMES.pace,
        });
        note(user, channel.id);
        return channel.id;
      } catch (error) {
        const failure = deliveryError(error, problems, { user });
        if (codeOf(error) !== RESTJSONErrorCodes.OpeningDirectMessagesTooFast) throw failure;
        stoppedUntil = after(clock.now(), TIMES.directPause);
        throw stopped(TIMES.directPause, error);
      }
    },
    personIn: readers.get,
    noticed: note,
  };
}

function stopped(retryAfterMs: number, cause?: unknown): DeliveryError {
  return new DeliveryError('Discord has stopped direct messages', 'wait', { cause, retryAfterMs, directClosed: true });
}
