import { AsyncLocalStorage } from 'node:async_hooks';
import { DeliveryError } from '../../src/ports/chat.js';
import { type Metrics, noopMetrics } from '../../src/ports/metrics.js';
import type { Limit, Pace } from '../../src/ports/pace.js';
import { RATES, TIMES } from './limits.js';

/** All requests together. */
const ALL = 'discord';
const POSTS = /^POST \/channels\/\d+\/messages$/;

export interface DiscordPace {
  /** Whatever `work` asks for is for a person who waits. */
  answering<T>(work: () => Promise<T>): Promise<T>;
  /** Waits for a slot, at most `patienceMs`. Throws a `DeliveryError` that says when to come again. `place`: method and route. */
  slot(place: string, patienceMs: number | undefined): Promise<void>;
  /** Discord has refused: all processes hear of it. */
  refused(place: string, limit: { readonly global: boolean; readonly forMs: number }): Promise<void>;
}

export function createDiscordPace({
  pace,
  sleep,
  metrics = noopMetrics,
}: {
  readonly pace: Pace;
  readonly sleep: (ms: number) => Promise<void>;
  readonly metrics?: Metrics | undefined;
}): DiscordPace {
  const answers = new AsyncLocalStorage<true>();
  const nameOf = (place: string) => `${ALL}:${place}`;
  return {
    answering: (work) => answers.run(true, work),
    async slot(place, patienceMs = TIMES.patience) {
      const limits: readonly Limit[] = [
        { name: ALL, shared: RATES.all, answers: RATES.answers },
        { name: nameOf(place), shared: POSTS.test(place) ? RATES.channel : RATES.route },
      ];
      const traffic = answers.getStore() === true ? 'answer' : 'fan-out';
      const slot = await pace.reserve(limits, { traffic, patienceMs });
      if (slot.inMs > 0) metrics.waiting('discord', 'pace', slot.inMs);
      if (slot.type === 'later') throw new DeliveryError('no slot', 'wait', { retryAfterMs: slot.inMs });
      if (slot.inMs > 0) await sleep(slot.inMs);
    },
    refused: (place, { global, forMs }) => pace.penalise(global ? ALL : nameOf(place), forMs),
  };
}
