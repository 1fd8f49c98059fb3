import { type APIChannel, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { codeOf, deliveryError } from '../errors.js';
import { CACHE_SIZES, TIMES } from '../limits.js';
import type { Problems } from '../problems.js';

/**
 * Opens direct conversations. Error 40003 means that Discord takes the bot for a sender of unasked messages: no other
 * is opened for a day, those that are open stay.
 */
export function createDirects({ api, clock, problems }: { readonly api: Api; readonly clock: Clock; readonly problems: Problems }) {
  const open = createTtlCache<string>({ clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: CACHE_SIZES.directs });
  const readers = createTtlCache<string>({ clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: CACHE_SIZES.directs });
  const note = (user: string, channel: string): void => {
    open.set(user, channel);
    readers.set(channel, user);
  };
  let stoppedUntil = 0;
  return {
    async open(user: string): Promise<string> {
      const known = open.get(user);
      if (known !== undefined) return known;
      const now = clock.now();
      // Never asked again too early: where the clock steps back, the pause moves back with it.
      stoppedUntil = Math.min(stoppedUntil, now + TIMES.directPause);
      const left = stoppedUntil - now;
      if (left > 0) throw new DeliveryError('Discord has stopped direct messages', 'wait', { retryAfterMs: left, directClosed: true });
      try {
        // Asking again gives the same conversation.
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
        stoppedUntil = clock.now() + TIMES.directPause;
        throw new DeliveryError('Discord has stopped direct messages', 'wait', {
          cause: error,
          retryAfterMs: TIMES.directPause,
          directClosed: true,
        });
      }
    },
    /** The person of a direct conversation that we know. */
    personIn: (channel: string): string | undefined => readers.get(channel),
    /** The person has opened it themselves. */
    noticed(user: string, channel: string): void {
      note(user, channel);
    },
  };
}
