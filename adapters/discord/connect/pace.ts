import { DeliveryError } from '../../../src/ports/chat.js';
import { type Metrics, noopMetrics } from '../../../src/ports/metrics.js';
import type { Limit, Pace, Traffic } from '../../../src/ports/pace.js';
import { RATES, TIMES } from '../limits.js';

/** The name of the limit for all requests together. */
const ALL = 'discord';
const POSTS = /^POST \/channels\/\d+\/messages$/;

export interface DiscordPace {
  /**
   * Waits until a request may be sent.
   *
   * @param endpoint Method and route.
   * @param options `patienceMs`: how long to wait at most. Throws a `DeliveryError` (`wait`) if it would take longer.
   */
  slot(endpoint: string, options: { readonly traffic: Traffic; readonly patienceMs: number | undefined }): Promise<void>;
  /** Discord has refused a request because of a rate limit of `forMs` milliseconds: all processes keep to it. */
  refused(endpoint: string, limit: { readonly global: boolean; readonly forMs: number }): Promise<void>;
}

/** Keeps the requests of all processes within Discord's rate limits. */
export function createDiscordPace({
  pace,
  sleep,
  metrics = noopMetrics,
}: {
  readonly pace: Pace;
  readonly sleep: (ms: number) => Promise<void>;
  readonly metrics?: Metrics | undefined;
}): DiscordPace {
  const nameOf = (endpoint: string) => `${ALL}:${endpoint}`;
  return {
    async slot(endpoint, { traffic, patienceMs = TIMES.patience }) {
      const limits: readonly Limit[] = [
        { name: ALL, shared: RATES.all, answers: RATES.answers },
        { name: nameOf(endpoint), shared: POSTS.test(endpoint) ? RATES.channel : RATES.route },
      ];
      const slot = await pace.reserve(limits, { traffic, patienceMs });
      if (slot.inMs > 0) metrics.waiting('discord', 'pace', slot.inMs);
      if (slot.type === 'later') throw new DeliveryError('too many requests are waiting', 'wait', { retryAfterMs: slot.inMs });
      if (slot.inMs > 0) await sleep(slot.inMs);
    },
    refused: (endpoint, { global, forMs }) => pace.penalise(global ? ALL : nameOf(endpoint), forMs),
  };
}
