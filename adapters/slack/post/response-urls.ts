import type { types } from '@slack/bolt';
import { type Clock, SECOND } from '../../../src/core/time.js';
import type { Logger } from '../../../src/ports/logger.js';
import { isUnsent } from '../connect/client.js';
import { LIMITS, TIMES } from '../limits.js';
import type { ResponseUrl } from '../receive/origin.js';

export interface ResponseBody {
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/** Answers through an interaction's own address: five times within half an hour. */
export interface ResponseUrls {
  /** True if Slack took it; false if this way is closed. */
  send(to: ResponseUrl, body: ResponseBody): Promise<boolean>;
}

const REMEMBERED = 2_000;

export function createResponseUrls(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timeoutMs: number;
}): ResponseUrls {
  const uses = new Map<string, number>();

  const once = async (url: string, body: ResponseBody): Promise<'taken' | 'closed' | 'again' | { readonly waitMs: number }> => {
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
      // It may have been shown. To show an answer twice to one person is better than not at all, and to replace a message twice is nothing.
      options.logger.debug({ unsent: isUnsent(error), error }, 'no answer from a response address');
      return 'again';
    }
  };

  return {
    async send({ url, issuedAt }, body) {
      for (let tries = 0; tries < 3; tries++) {
        const used = uses.get(url) ?? 0;
        if (used >= LIMITS.responseUrlUses || options.clock.now() - issuedAt >= TIMES.responseUrl) return false;
        uses.delete(url);
        uses.set(url, used + 1);
        if (uses.size > REMEMBERED) for (const [oldest] of uses) if (uses.delete(oldest)) break;
        const outcome = await once(url, body);
        if (outcome === 'taken') return true;
        if (outcome === 'closed') return false;
        // Something seen by all is not sent twice.
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
