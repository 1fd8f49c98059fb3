import type { types } from '@slack/bolt';
import { between, type Clock, SECOND } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Logger } from '../../../src/ports/logger.js';
import { isUnsent } from '../connect/failures.js';
import { LIMITS, TIMES } from '../limits.js';
import type { ResponseUrl } from '../origin.js';

export interface ResponseBody {
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/**
 * Replies through an interaction's response URL, which works five times within 30 minutes (docs.slack.dev, "Handling user
 * interaction": message responses).
 */
export interface ResponseUrls {
  /** True if Slack accepted it; false if the response URL can't be used any more. Never throws. */
  send(to: ResponseUrl, body: ResponseBody): Promise<boolean>;
}

export function createResponseUrls(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timeoutMs: number;
}): ResponseUrls {
  const uses = createTtlCache<number>({ clock: options.clock, ttlMs: TIMES.responseUrl, maxEntries: LIMITS.rememberedResponseUrls });

  const attempt = async (url: string, body: ResponseBody): Promise<'taken' | 'closed' | 'again' | { readonly waitMs: number }> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      const answer = await response.text();
      if (response.status === 429) return { waitMs: Number(response.headers.get('retry-after') ?? 1) * SECOND };
      if (response.status >= 500) return 'again';
      return response.ok && !answer.includes('"ok":false') ? 'taken' : 'closed';
    } catch (error) {
      // The outcome is unknown, and another attempt is harmless: a person may see a reply twice, and a replacement stays the same.
      options.logger.debug({ unsent: isUnsent(error), error }, 'a Slack response URL did not answer');
      return 'again';
    }
  };

  return {
    async send({ url, issuedAt }, body) {
      for (let tries = 0; tries < 3; tries++) {
        const used = uses.get(url) ?? 0;
        if (used >= LIMITS.responseUrlUses || between(issuedAt, options.clock.now()) >= TIMES.responseUrl) return false;
        uses.set(url, used + 1);
        const outcome = await attempt(url, body);
        if (outcome === 'taken') return true;
        if (outcome === 'closed') return false;
        // A message that everybody sees must not appear twice.
        if (outcome === 'again' && body.response_type === 'in_channel') return false;
        if (typeof outcome === 'object') {
          if (outcome.waitMs > TIMES.longestWait) return false;
          await options.sleep(outcome.waitMs);
        }
      }
      return false;
    },
  };
}
