import type { types } from '@slack/bolt';
import { Agent, request } from 'undici';
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
  /** Whether Slack took it; `closed` if the response URL can't be used any more, `unknown` if it may have taken it. Never throws. */
  send(to: ResponseUrl, body: ResponseBody): Promise<'taken' | 'closed' | 'unknown'>;
}

/** Opening one connection for each of a thousand simultaneous answers costs more than the answers. */
const CONNECTIONS = 64;

export function createResponseUrls(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timeoutMs: number;
}): ResponseUrls {
  const uses = createTtlCache<number>({ clock: options.clock, ttlMs: TIMES.responseUrl, maxEntries: LIMITS.rememberedResponseUrls });

  // Connections of their own: the global ones belong to whichever library replaced them last.
  const dispatcher = new Agent({ connections: CONNECTIONS, headersTimeout: options.timeoutMs, bodyTimeout: options.timeoutMs });

  const attempt = async (
    url: string,
    body: ResponseBody,
  ): Promise<'taken' | 'closed' | 'unknown' | 'unsent' | { readonly waitMs: number }> => {
    try {
      // `fetch` takes several times as long for so small a request.
      const response = await request(url, {
        dispatcher,
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      });
      const answer = await response.body.text();
      if (response.statusCode === 429) return { waitMs: Number(response.headers['retry-after'] ?? 1) * SECOND };
      if (response.statusCode >= 500) return 'unknown';
      return response.statusCode < 300 && !answer.includes('"ok":false') ? 'taken' : 'closed';
    } catch (error) {
      const outcome = isUnsent(error) ? 'unsent' : 'unknown';
      options.logger.debug({ outcome, error }, 'a Slack response URL did not answer');
      return outcome;
    }
  };

  return {
    async send({ url, issuedAt }, body) {
      let isUnknown = false;
      for (let tries = 0; tries < 3; tries++) {
        const used = uses.get(url) ?? 0;
        if (used >= LIMITS.responseUrlUses || between(issuedAt, options.clock.now()) >= TIMES.responseUrl) break;
        uses.set(url, used + 1);
        const outcome = await attempt(url, body);
        if (outcome === 'taken') return outcome;
        if (outcome === 'closed') break;
        if (outcome === 'unknown') {
          isUnknown = true;
          // A new message must not appear twice, but a replacement stays the same.
          if (!body.replace_original) break;
        }
        if (typeof outcome === 'object') {
          if (outcome.waitMs > TIMES.longestWait) break;
          await options.sleep(outcome.waitMs);
        }
      }
      return isUnknown ? 'unknown' : 'closed';
    },
  };
}
